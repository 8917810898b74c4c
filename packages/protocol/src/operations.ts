import { alertOperations } from './operations/alerts.ts';
import { auditOperations } from './operations/audit.ts';
import { editorialOperations } from './operations/editorials.ts';
import { mediaOperations } from './operations/media.ts';
import { peopleOperations } from './operations/people.ts';
import { playerSideOperations } from './operations/player-side.ts';
import { reportOperations } from './operations/reports.ts';
import { schedulingOperations } from './operations/scheduling.ts';
import { screensOperations } from './operations/screens.ts';
import { systemOperations } from './operations/system.ts';
import { uploadOperations } from './operations/uploads.ts';

/** Every REST operation under `/api`: the one place that names its path, who may call it and what goes in and out. */
export const operations = {
  ...peopleOperations,
  ...mediaOperations,
  ...uploadOperations,
  ...editorialOperations,
  ...schedulingOperations,
  ...screensOperations,
  ...systemOperations,
  ...playerSideOperations,
  ...reportOperations,
  ...alertOperations,
  ...auditOperations,
} as const;

export type Operations = typeof operations;
export type OperationId = keyof Operations;
