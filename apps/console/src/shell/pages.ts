import {
  IconCalendarEvent,
  IconChartBar,
  IconDeviceTv,
  IconLayoutDashboard,
  IconPhoto,
  IconRss,
  IconSettings,
  IconStack2,
} from '../components/icons.ts';

/** The pages of the sidebar, in its order. `tab`: also in the phone's tab bar. */
export const pages = [
  { to: '/', name: 'dashboard', Icon: IconLayoutDashboard, tab: true },
  { to: '/content', name: 'content', Icon: IconPhoto, tab: true },
  { to: '/campaigns', name: 'campaigns', Icon: IconStack2, tab: false },
  { to: '/schedule', name: 'schedule', Icon: IconCalendarEvent, tab: true },
  { to: '/players', name: 'players', Icon: IconDeviceTv, tab: true },
  { to: '/editorials', name: 'editorials', Icon: IconRss, tab: false },
  { to: '/reports', name: 'reports', Icon: IconChartBar, tab: false },
  { to: '/settings', name: 'settings', Icon: IconSettings, tab: false },
] as const;
