import type { Role } from '../support/world.ts';
import { roles } from '../support/world.ts';

/**
 * What each operation answers to each role about something of `here`. The one place that says so: an operation without a
 * row fails the tests. 404 stands where the caller may not know that the thing exists.
 */
// biome-ignore format: a table
const answers: Record<string, string> = {
  //                     nobody viewer outsider manager admin player stranger
  'auth.login':         '200    200    200      200     200   200    200',
  'auth.logout':        '401    204    204      204     204   403    403',
  'auth.me':            '401    200    200      200     200   403    403',
  'auth.patchMe':       '401    200    200      200     200   403    403',
  'users.list':         '401    403    403      403     200   403    403',
  'users.create':       '401    403    403      403     201   403    403',
  'users.patch':        '401    403    403      403     200   403    403',
  'users.delete':       '401    403    403      403     204   403    403',
  'locations.list':     '401    200    200      200     200   403    403',
  'locations.get':      '401    200    404      200     200   403    403',
  'locations.create':   '401    403    403      403     201   403    403',
  'locations.patch':    '401    403    403      403     200   403    403',
  'locations.delete':   '401    403    403      403     204   403    403',
  'content.list':       '401    200    200      200     200   403    403',
  'content.get':        '401    200    200      200     200   403    403',
  'content.upload':     '401    403    201      201     201   403    403',
  'content.patch':      '401    403    200      200     200   403    403',
  'content.delete':     '401    403    204      204     204   403    403',
  'content.file':       '401    200    200      200     200   200    404',
  'content.thumbnail':  '401    200    200      200     200   200    404',
  'campaigns.list':     '401    200    200      200     200   403    403',
  'campaigns.get':      '401    200    404      200     200   403    403',
  'campaigns.create':   '401    403    422      201     201   403    403',
  'campaigns.patch':    '401    403    404      200     200   403    403',
  'campaigns.delete':   '401    403    404      204     204   403    403',
  'campaigns.draft':    '401    403    404      200     200   403    403',
  'campaigns.publish':  '401    403    404      200     200   403    403',
  'schedules.list':     '401    200    200      200     200   403    403',
  'schedules.get':      '401    200    404      200     200   403    403',
  'schedules.create':   '401    403    422      201     201   403    403',
  'schedules.patch':    '401    403    404      200     200   403    403',
  'schedules.delete':   '401    403    404      204     204   403    403',
  'schedules.check':    '401    200    422      200     200   403    403',
  'schedules.impact':   '401    200    422      200     200   403    403',
  'schedules.timeline': '401    200    404      200     200   403    403',
  'players.list':       '401    200    404      200     200   403    403',
  'players.get':        '401    200    404      200     200   403    403',
  'players.create':     '401    403    422      201     201   403    403',
  'players.pair':       '401    403    422      201     201   403    403',
  'players.renewKey':   '401    403    404      200     200   403    403',
  'players.patch':      '401    403    404      200     200   403    403',
  'players.delete':     '401    403    404      204     204   403    403',
  'players.command':    '401    403    404      201     201   403    403',
  'players.commands':   '401    200    404      200     200   403    403',
  'players.sync':       '401    403    404      200     200   403    403',
  'players.programme':  '401    200    404      200     200   403    403',
  'player.pairing':     '200    200    200      200     200   200    200',
  'dashboard.stats':    '401    200    404      200     200   403    403',
  'dashboard.players':  '401    200    404      200     200   403    403',
  'dashboard.activity': '401    200    404      200     200   403    403',
  'settings.get':       '401    200    200      200     200   403    403',
  'settings.patch':     '401    403    403      403     200   403    403',
  'health.get':         '200    200    200      200     200   200    200',
  'health.live':        '200    200    200      200     200   200    200',
  'health.ready':       '200    200    200      200     200   200    200',
};

export const expected: ReadonlyMap<string, Record<Role, number>> = new Map(
  Object.entries(answers).map(([id, row]) => {
    const statuses = row.trim().split(/\s+/).map(Number);
    return [id, Object.fromEntries(roles.map((role, i) => [role, statuses[i] ?? 0])) as Record<Role, number>];
  }),
);
