import type { Words } from '../index.ts';
import type { ptBR } from '../pt-BR/index.ts';
import { alerts } from './alerts.ts';
import { audit } from './audit.ts';
import { campaigns } from './campaigns.ts';
import { common } from './common.ts';
import { content } from './content.ts';
import { dashboard } from './dashboard.ts';
import { editing } from './editing.ts';
import { editorials } from './editorials.ts';
import { players } from './players.ts';
import { reports } from './reports.ts';
import { schedule } from './schedule.ts';
import { settings } from './settings.ts';

/** English. */
export const en: Words<typeof ptBR> = {
  ...common,
  alerts,
  audit,
  dashboard,
  content,
  campaigns,
  editing,
  editorials,
  schedule,
  players,
  reports,
  settings,
};
