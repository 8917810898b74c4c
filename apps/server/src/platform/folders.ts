import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of `apps/server`, whether this runs as its bundle in `dist` or from source. */
export const serverFolder = findFolder(import.meta.dirname);

/** The folder that holds every app. */
export const appsFolder = dirname(serverFolder);

function findFolder(from: string): string {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) if (existsSync(join(folder, 'package.json'))) return folder;
  return from;
}
