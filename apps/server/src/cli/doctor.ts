import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Config, readConfig } from '../config.ts';
import { pendingMigrations } from '../database/migrate.ts';
import { appsFolder } from '../platform/folders.ts';
import { describePagePictures, requireFfmpeg, requireFreePort, requireStore } from './checks.ts';
import { withContext } from './context.ts';
import { checkLibrary } from './library.ts';
import { inOneLine, say } from './run.ts';

const help = `Usage: npm run tvs -- doctor [--thorough]

Checks what the server needs and whether every file of the library is there, changes nothing, and exits with 1 when
something would keep it from working.

  --thorough   reads every file to its end and compares it with its hash`;

const checks: Record<string, (config: Config, thorough: boolean) => Promise<string>> = {
  database: config =>
    withContext(async ({ db, dialect }) => {
      const pending = await pendingMigrations(db, dialect);
      return `${dialect === 'sqlite' ? 'SQLite' : 'MySQL or MariaDB'} answers; ${pending.length === 0 ? 'the schema is the newest' : `the next start applies ${pending.join(', ')}`}`;
    }, config),
  'data folder': async config => {
    const { bavail, bsize } = await statfs(config.dataDir);
    return `${config.dataDir} can be written; ${((Number(bavail) * Number(bsize)) / 2 ** 30).toFixed(1)} GiB are free`;
  },
  ffmpeg: async () => (await requireFfmpeg()).join(', '),
  chromium: ({ chromium }) => describePagePictures(chromium),
  'media store': async config => `${await requireStore(config)} can be written`,
  library: (config, thorough) => checkLibrary(config, thorough),
  pages: async () => {
    const missing = ['console', 'player'].filter(name => !existsSync(join(appsFolder, name, 'dist/index.html')));
    if (missing.length > 0) throw new Error(`${missing.join(' and ')} not built: npm run build`);
    return 'console and player are built';
  },
  port: async config => {
    const busy = await requireFreePort(config.host, config.port).then(
      () => null,
      (error: unknown) => inOneLine(error),
    );
    return busy === null ? `${config.port} is free` : `${config.port} is taken, by this server if it runs: ${busy}`;
  },
};

export async function doctor(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { help: { type: 'boolean', short: 'h' }, thorough: { type: 'boolean' } } });
  if (values.help) return say(help);
  const config = readConfig();
  let failed = 0;
  for (const [name, check] of Object.entries(checks)) {
    try {
      say(`ok    ${name.padEnd(12)} ${await check(config, values.thorough ?? false)}`);
    } catch (error) {
      failed++;
      say(`FAIL  ${name.padEnd(12)} ${inOneLine(error)}`);
    }
  }
  if (failed > 0) process.exitCode = 1;
}
