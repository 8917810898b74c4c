import { got, op } from '../operation.ts';
import { IdParams } from '../primitives.ts';
import * as reports from '../reports.ts';

/** Proof of play; `format=csv` answers with a file instead. */
export const reportOperations = {
  'reports.plays': op({
    method: 'GET',
    path: '/reports/plays',
    access: 'viewer',
    tag: 'reports',
    summary: 'Plays added up by content, campaign, player, day or location',
    query: reports.PlayReportQuery,
    ok: got(reports.PlayReport),
    problems: [422],
  }),
  'reports.raw': op({
    method: 'GET',
    path: '/reports/plays/raw',
    access: 'viewer',
    tag: 'reports',
    summary: 'Single plays, oldest first; the CSV has all of them, streamed',
    query: reports.RawPlayQuery,
    ok: got(reports.RawPlays),
    problems: [422],
  }),
  'reports.compliance': op({
    method: 'GET',
    path: '/reports/compliance',
    access: 'viewer',
    tag: 'reports',
    summary: 'Planned against played by player, day, campaign or location',
    query: reports.ComplianceQuery,
    ok: got(reports.ComplianceReport),
    problems: [422],
  }),
  'players.day': op({
    method: 'GET',
    path: '/players/:id/day',
    access: 'viewer',
    tag: 'players',
    summary: 'One day of a player: what was planned, what it has shown, and where the two differ',
    params: IdParams,
    query: reports.PlayerDayQuery,
    ok: got(reports.PlayerDay),
    problems: [422],
  }),
} as const;
