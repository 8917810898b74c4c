import { audit } from './audit.ts';
import { campaigns } from './campaigns.ts';
import { content } from './content.ts';
import { editing } from './editing.ts';
import { editorials } from './editorials.ts';
import { players } from './players.ts';
import { reports } from './reports.ts';
import { schedule } from './schedule.ts';
import { screen } from './screen.ts';
import { settings } from './settings.ts';

/** What the other pages say. */
export const rest = { audit, campaigns, content, editing, editorials, players, reports, schedule, screen, settings };
