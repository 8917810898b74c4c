import { accessSync, constants } from 'node:fs';
import { isAbsolute, join } from 'node:path';

/** Whether a process of this machine is there, whoever it belongs to. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The first of these programs that is in a search path (`PATH`), as an absolute path; `null` when none is. */
export function findProgram(names: readonly string[], path: string): string | null {
  for (const name of names)
    for (const folder of path.split(':')) if (isAbsolute(folder) && isProgram(join(folder, name))) return join(folder, name);
  return null;
}

export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
