import { join } from 'node:path';
import pino, { type Logger as PinoLogger } from 'pino';

export type Logger = PinoLogger;

export interface LogOptions {
  level: string;
  /** Folder of the rotating file (10 files of 10 MB); `null`: none. */
  folder: string | null;
  /** Colours and short lines in a terminal, JSON elsewhere. */
  pretty: boolean;
  /** Instead of both: who takes every line. */
  to?: pino.DestinationStream;
}

/** Secrets never reach a log, wherever they stand. */
const redact = [
  '*.headers.authorization',
  '*.headers.cookie',
  '*.password',
  '*.player_key',
  '*.token',
  '*.access_token',
  '*.pairing_token',
];

/** Query strings stay out: they hold signatures of media and, once, a player's key. */
const serializers = {
  err: pino.stdSerializers.err,
  req: (request: { method?: string; url?: string; ip?: string }) => ({
    method: request.method,
    path: request.url?.split('?')[0],
    ip: request.ip,
  }),
};

export function createLogger({ level, folder, pretty, to }: LogOptions): Logger {
  if (level === 'silent') return pino({ level });
  const options: pino.LoggerOptions = { level, serializers, redact: { paths: redact, censor: '…' }, base: null };
  if (to) return pino(options, to);
  const targets: pino.TransportTargetOptions[] = [
    pretty
      ? { target: 'pino-pretty', level, options: { translateTime: 'SYS:HH:MM:ss', ignore: 'pid,hostname,req,reqId' } }
      : { target: 'pino/file', level, options: { destination: 1 } },
  ];
  if (folder) {
    targets.push({
      target: 'pino-roll',
      level,
      options: { file: join(folder, 'tvs'), extension: '.log', size: '10m', limit: { count: 9 }, mkdir: true },
    });
  }
  const transport = pino.transport({ targets });
  let said = false;
  // A log that can not be written (a full disk) must not take the screens with it.
  transport.on('error', (error: Error) => {
    if (!said) process.stderr.write(`The log can not be written: ${error.message}\n`);
    said = true;
  });
  return pino(options, transport);
}
