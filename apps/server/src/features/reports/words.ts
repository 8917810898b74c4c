import type { Locale } from '@tvs/protocol';
import type { z } from 'zod';

const english = {
  key: 'Key',
  id: 'Id',
  name: 'Name',
  plays: 'Plays',
  completed: 'Completed',
  seconds: 'Seconds on screen',
  screens: 'Screens',
  clock_suspect: 'Doubtful clock',
  planned_seconds: 'Planned seconds',
  played_seconds: 'Played seconds',
  percent: 'Per cent',
  silent_seconds: 'Planned seconds without any play',
  player_id: 'Player id',
  player_name: 'Player',
  location_id: 'Location id',
  location_name: 'Location',
  seq: 'Number',
  content_id: 'Content id',
  content_title: 'Content',
  campaign_id: 'Campaign id',
  campaign_name: 'Campaign',
  schedule_id: 'Schedule id',
  started_at: 'Started at (UTC)',
  length: 'Length (ms)',
  reason: 'Reason',
  programme_version: 'Programme version',
  received_at: 'Received at (UTC)',
};

export type Column = keyof typeof english;

const portuguese: Record<Column, string> = {
  key: 'Chave',
  id: 'Id',
  name: 'Nome',
  plays: 'Exibições',
  completed: 'Completas',
  seconds: 'Segundos em tela',
  screens: 'Telas',
  clock_suspect: 'Relógio duvidoso',
  planned_seconds: 'Segundos planejados',
  played_seconds: 'Segundos exibidos',
  percent: 'Por cento',
  silent_seconds: 'Segundos planejados sem exibição',
  player_id: 'Id do player',
  player_name: 'Player',
  location_id: 'Id do local',
  location_name: 'Local',
  seq: 'Número',
  content_id: 'Id do conteúdo',
  content_title: 'Conteúdo',
  campaign_id: 'Id da campanha',
  campaign_name: 'Campanha',
  schedule_id: 'Id do agendamento',
  started_at: 'Início (UTC)',
  length: 'Duração (ms)',
  reason: 'Motivo',
  programme_version: 'Versão da programação',
  received_at: 'Recebida em (UTC)',
};

/** What stands above each column. */
export function headers(locale: z.infer<typeof Locale>): Record<Column, string> {
  return locale === 'pt-BR' ? portuguese : english;
}
