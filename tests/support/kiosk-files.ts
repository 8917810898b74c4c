import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const kioskFolder = fileURLToPath(new URL('../../deploy/kiosk/', import.meta.url));
export const run = promisify(execFile);

export interface FlagRule {
  flag: string;
  on: ('wayland' | 'x11' | 'windows')[];
  when?: 'plain-http';
  why: string;
}

export interface Rules {
  flags: FlagRule[];
  watch: { about: string; check: number; patience: number; away: number; start: number };
}

export const kioskFile = (name: string) => readFile(`${kioskFolder}${name}`, 'utf8');

export async function readRules(): Promise<Rules> {
  return JSON.parse(await kioskFile('chromium.json')) as Rules;
}

/**
 * Calls functions of the launcher: `expression` sees its modules, `given`, and `attempt`, and what it gives comes back as
 * JSON. A start of Python is slow: ask for many things at once.
 */
export async function python<T>(expression: string, given: unknown): Promise<T> {
  const code = `import json, sys
from pathlib import Path
from tvs_kiosk import command, decide, profile
given = json.loads(sys.argv[1])
def attempt(function, *words):
    try:
        return function(*words)
    except ValueError as error:
        return "refused: " + str(error)
print(json.dumps(${expression}))`;
  const { stdout } = await run('python3', ['-B', '-c', code, JSON.stringify(given)], { cwd: `${kioskFolder}linux` });
  return JSON.parse(stdout) as T;
}
