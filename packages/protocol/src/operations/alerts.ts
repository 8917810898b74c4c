import { Alert, AlertPage, AlertQuery } from '../alerts.ts';
import { got, op } from '../operation.ts';
import { IdParams } from '../primitives.ts';

/** What needs somebody. */
export const alertOperations = {
  'alerts.list': op({
    method: 'GET',
    path: '/dashboard/alerts',
    access: 'viewer',
    tag: 'dashboard',
    summary: 'What needs somebody',
    query: AlertQuery,
    ok: got(AlertPage),
  }),
  'alerts.acknowledge': op({
    method: 'POST',
    path: '/dashboard/alerts/:id/acknowledge',
    access: 'manager',
    tag: 'dashboard',
    summary: 'Say that somebody takes care of it',
    params: IdParams,
    ok: got(Alert),
    problems: [409],
  }),
  'alerts.unacknowledge': op({
    method: 'POST',
    path: '/dashboard/alerts/:id/unacknowledge',
    access: 'manager',
    tag: 'dashboard',
    summary: 'Take that back',
    params: IdParams,
    ok: got(Alert),
    problems: [409],
  }),
} as const;
