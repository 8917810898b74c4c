import { validateRule } from '@tvs/schedule/validate';
import { z } from 'zod';
import { LocalDate } from './primitives.ts';
import { ruleWords } from './words.ts';

const nonZero = (limit: number) =>
  z
    .int()
    .min(-limit)
    .max(limit)
    .refine(value => value !== 0, 'must not be 0');

/** Days that one period of a rule may hold, and what the period is called. */
const periods = { DAILY: ['day', 1], WEEKLY: ['week', 7], MONTHLY: ['month', 31], YEARLY: ['year', 366] } as const;

const byday = z
  .array(z.string().regex(/^([+-]?([1-9]|[1-4]\d|5[0-3]))?(MO|TU|WE|TH|FR|SA|SU)$/, 'must be a weekday such as MO or -1FR'))
  .min(1)
  .max(14);

/** RFC 5545 recurrence at day precision, lower-case keys, local dates. */
export const RecurrenceRule = z
  .strictObject({
    freq: z.enum(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']).describe('The period that repeats'),
    interval: z.int().min(1).max(1000).optional().describe('Every so many periods, counted from the one start_date lies in; left out: 1'),
    byday: byday
      .optional()
      .describe('Weekdays, MO to SU; in MONTHLY and YEARLY rules also with a number: 1MO is the first Monday, -1FR the last Friday'),
    bymonthday: z
      .array(nonZero(31))
      .min(1)
      .max(62)
      .optional()
      .describe('Days of the month, 1 to 31, or from its end, -1 being the last; not in WEEKLY rules'),
    bymonth: z.array(z.int().min(1).max(12)).min(1).max(12).optional().describe('Months, 1 = January'),
    bysetpos: z
      .array(nonZero(366))
      .min(1)
      .max(14)
      .optional()
      .describe('Which of the dates of one period, in order: 1 = the first, -1 = the last. Needs byday, bymonthday or bymonth'),
    count: z
      .int()
      .min(1)
      .max(1000)
      .optional()
      .describe('Ends after so many dates of the rule, those that exdates or days_of_week take away included; not beside until'),
    until: LocalDate.optional().describe(
      'The last date the rule may give, inclusive, in the zone of the player’s location; not beside count',
    ),
    wkst: z
      .enum(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'])
      .optional()
      .describe('The day weeks begin with, for WEEKLY rules with an interval; left out: MO'),
    exdates: z.array(LocalDate).max(1000).optional().describe('Local dates on which it does not play; they count over rdates'),
    rdates: z
      .array(LocalDate)
      .max(1000)
      .optional()
      .describe('Local dates on which it plays too, within start_date and end_date; until does not end them, days_of_week filters them'),
  })
  .superRefine((rule, context) => {
    // What may not stand together (an ordinal weekday in a weekly rule, a count and an until) is the engine's to say.
    for (const problem of validateRule(rule)) context.addIssue({ code: 'custom', path: [...problem.keys], message: ruleWords(problem) });
    // RFC 5545 takes any position. One that no period has costs nothing beside one that it has; where none can ever be met, every
    // question about the schedule would search decades of days for a date that is not there.
    const [period, most] = periods[rule.freq];
    if (rule.bysetpos?.every(position => Math.abs(position) > most))
      context.addIssue({ code: 'custom', path: ['bysetpos'], message: `never picks a date: a ${period} has at most ${most} of them` });
  })
  .describe('On which dates, as RFC 5545 (iCalendar RRULE) with start_date as DTSTART');
