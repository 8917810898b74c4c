import { z } from 'zod';
import { Id } from './primitives.ts';

/** Why one schedule plays at an instant, or doesn't: the engine's own words, and the same for programs. */
export const Reason = z.object({
  schedule_id: Id.describe('The schedule'),
  campaign_id: Id.describe('Its campaign'),
  campaign_name: z.string().describe('Name of its campaign'),
  verdict: z.enum(['plays', 'beaten', 'off']).describe('beaten: on, but another ranks above it; off: not on'),
  detail: z.string().describe('Why, in English: "beaten by 12: priority", "off: Sunday", "off: inactive"'),
  reason: z.string().describe('The same for programs, with its values in params'),
  params: z.record(z.string(), z.union([z.string(), z.number()])).describe('Values of the reason, such as by (id), date, from, to'),
});
