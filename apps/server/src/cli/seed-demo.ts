import { parseArgs } from 'node:util';
import { createApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { prepareDemo } from '../demo/demo.ts';
import { createLogger } from '../platform/logging.ts';
import { requireFfmpeg, requireFreePort } from './checks.ts';
import { say } from './run.ts';

const help = `Usage: npm run tvs -- demo

Adds the demo's locations, media, campaigns, schedules and players, unless they are there. The server must not run meanwhile;
script/start --demo does this and starts.`;

export async function seedDemo(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { help: { type: 'boolean', short: 'h' } } });
  if (values.help) return say(help);
  const config = readConfig();
  // A running server would not hear of what is added behind its back.
  await requireFreePort(config.host, config.port);
  await requireFfmpeg();
  const log = createLogger({ level: 'silent', folder: null, pretty: false });
  const app = await createApp({ config: { ...config, host: '127.0.0.1', port: 0 }, log });
  try {
    if (app.firstPassword !== null) say(`First administrator: ${config.admin.username}\nPassword, shown once: ${app.firstPassword}`);
    const base = `http://127.0.0.1:${await app.listen()}`;
    const { playerKey } = await prepareDemo(app, { base, signal: new AbortController().signal, say });
    say(`The demo is there. Its screen, once the server runs: /player/?key=${playerKey}`);
  } finally {
    await app.close();
  }
}
