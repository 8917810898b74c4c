import { alerts } from './alerts.ts';
import { common } from './common.ts';
import { dashboard } from './dashboard.ts';
import { mediaReason } from './mediaReason.ts';

/** What the frame, the door and the dashboard say: all that the first page needs. */
export const first = { ...common, alerts, dashboard, mediaReason };
