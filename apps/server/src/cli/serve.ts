import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import closeWithGrace from 'close-with-grace';
import { type App, createApp } from '../app.ts';
import { type Config, readConfig } from '../config.ts';
import { prepareDemo } from '../demo/demo.ts';
import { createLogger } from '../platform/logging.ts';
import { version } from '../version.ts';
import { requireFfmpeg, requireFolder, requireFreePort, requireStore } from './checks.ts';
import { claimFolder } from './lock.ts';
import { networkAddresses } from './network.ts';
import { say } from './run.ts';

const help = `Usage: tvs serve [--demo]

Starts the server, after bringing the database to the newest schema.
  --demo   adds, once, a small shop network with media, campaigns and a player that shows one of them now

Settings are environment variables: docs/operators.md.`;

/** How long a request under way may take to finish after a stop was asked for, ms. */
const patience = 30_000;

/** Serves until SIGTERM or SIGINT; then requests finish, sockets are told, the database is closed. */
export async function serve(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { demo: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } });
  if (values.help) return say(help);
  const config = readConfig();
  // Before anything is touched: a second server must not take jobs of the first one's database.
  await requireFreePort(config.host, config.port);
  const release = claimFolder(config.dataDir);
  await requireFfmpeg();
  await requireStore(config);

  const logs = join(config.dataDir, 'logs');
  requireFolder(logs);
  const log = createLogger({ level: config.logLevel, folder: logs, pretty: process.stdout.isTTY });
  const stopped = new AbortController();
  let app: App | null = null;
  closeWithGrace({ delay: patience, logger: log }, async ({ signal, err }) => {
    if (err) log.fatal({ err }, 'an error nobody caught: stopping');
    else log.info({ signal }, 'stopping');
    stopped.abort();
    await app?.close();
    release();
    log.info('stopped');
  });

  app = await createApp({ config, log });
  if (app.firstPassword !== null) say(credentials(config, app.firstPassword));
  try {
    const port = await app.listen();
    const base = config.publicUrl ?? `http://${reachable(config.host, 'localhost')}:${port}`;
    const everywhere = !config.publicUrl && reachable(config.host, '') === '';
    say(banner(base, everywhere ? networkAddresses(networkInterfaces()).map(address => `http://${address}:${port}`) : []));
    if (values.demo) {
      const own = `http://${reachable(config.host, '127.0.0.1')}:${port}`;
      const { playerKey } = await prepareDemo(app, { base: own, signal: stopped.signal, say });
      say(`  Demo     ${base}/player/?key=${playerKey}\n           a screen that plays now: open it in any browser\n`);
    }
  } catch (error) {
    await app.close();
    if (stopped.signal.aborted) return;
    throw error;
  }
}

/** `others`: what a screen elsewhere opens, to which `base` means the screen itself. */
function banner(base: string, others: readonly string[]): string {
  return [
    '',
    `TVS ${version} is running`,
    '',
    `  Console  ${base}/`,
    `  Player   ${base}/player`,
    ...others.map((other, place) => `${place === 0 ? '  Network  ' : '           '}${other}/player`),
    `  API      ${base}/api/docs`,
    '',
  ].join('\n');
}

function credentials(config: Config, password: string): string {
  return [
    '',
    'The first administrator was made. This is shown once:',
    '',
    `  User name  ${config.admin.username}`,
    `  Password   ${password}`,
  ].join('\n');
}

/** An address that leads to this server: everywhere is none, so the loopback's name or number then. */
function reachable(host: string, loopback: string): string {
  if (host === '0.0.0.0' || host === '::') return loopback;
  return host.includes(':') ? `[${host}]` : host;
}
