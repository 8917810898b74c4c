import { z } from 'zod';
import { got, op } from '../operation.ts';
import { page } from '../primitives.ts';
import * as system from '../system.ts';

/** Dashboard, settings, health. */
export const systemOperations = {
  'dashboard.stats': op({
    method: 'GET',
    path: '/dashboard/stats',
    access: 'viewer',
    tag: 'dashboard',
    summary: 'The numbers on top',
    query: system.DashboardQuery,
    ok: got(system.Stats),
  }),
  'dashboard.players': op({
    method: 'GET',
    path: '/dashboard/players',
    access: 'viewer',
    tag: 'dashboard',
    summary: 'One small row for every player',
    query: system.DashboardQuery,
    ok: got(system.DashboardPlayers),
  }),
  'dashboard.activity': op({
    method: 'GET',
    path: '/dashboard/activity',
    access: 'viewer',
    tag: 'dashboard',
    summary: 'What happened',
    query: system.ActivityQuery,
    ok: got(page(system.Activity)),
  }),
  'settings.get': op({
    method: 'GET',
    path: '/settings',
    access: 'viewer',
    tag: 'settings',
    summary: 'System settings',
    ok: got(system.SystemSettings),
  }),
  'settings.patch': op({
    method: 'PATCH',
    path: '/settings',
    access: 'admin',
    tag: 'settings',
    summary: 'Change system settings',
    body: system.SettingsPatch,
    ok: got(system.SystemSettings),
    problems: [422],
    versioned: 'settings',
  }),
  'health.get': op({
    method: 'GET',
    path: '/health',
    access: 'public',
    tag: 'health',
    summary: 'Whether all is well',
    ok: got(system.Health),
    also: { 503: system.Health },
  }),
  'health.live': op({
    method: 'GET',
    path: '/health/live',
    access: 'public',
    tag: 'health',
    summary: 'The process answers',
    ok: got(z.object({ status: z.literal('live') })),
  }),
  'health.ready': op({
    method: 'GET',
    path: '/health/ready',
    access: 'public',
    tag: 'health',
    summary: 'Ready for traffic',
    ok: got(z.object({ status: z.literal('ready') })),
    problems: [503],
  }),
} as const;
