import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { Logger } from '../../platform/logging.ts';
import { isAlive } from '../../platform/processes.ts';
import { type Devtools, speakDevtools } from './pipe.ts';

/** Bytes of data of each of its processes; scripts may have less, so that theirs end before the process does. */
const memory = { process: 1024 * 2 ** 20, script: 256 };
/** Bytes of the largest file it may write: it keeps nothing, but shares pictures between its processes as files. */
const largestFile = 256 * 2 ** 20;
/** Who a browser runs as when the server is root: as root Chromium has no sandbox. */
const nobody = 65_534;

/**
 * What stands before the browser: it comes last in everything, is the first to go when memory runs out, and lives in namespaces
 * of its own. The network's has no address, not even a loopback; when the outermost process is killed, its whole process
 * namespace is. Where the system does not allow these namespaces it would not allow Chromium's sandbox either.
 */
const confined = [
  'nice -n 15',
  'choom -n 1000 --',
  `prlimit --data=${memory.process} --fsize=${largestFile} --core=0`,
  'unshare --map-current-user --net --pid --fork --kill-child=KILL',
];

/** There is no network to be used; these keep it from trying, and were the network there they would be in the way. */
const flags = [
  '--headless',
  '--remote-debugging-pipe',
  '--disable-gpu',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=socks5://127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--hide-scrollbars',
  '--mute-audio',
  '--renderer-process-limit=2',
  `--js-flags=--max-old-space-size=${memory.script}`,
];

export interface Browser extends Devtools {
  /** Rejects when one of its processes crashed. */
  crashed: Promise<never>;
  /** Kills all of it and removes what it wrote; returns when that is done. */
  end(): Promise<void>;
  /** The last it said on its error output. */
  said(): string;
}

/** Starts a Chromium that knows nothing, reaches nothing and is gone afterwards. Await `end`, whatever happens. */
export async function launchBrowser(chromium: string): Promise<Browser> {
  const isRoot = process.getuid?.() === 0;
  const folder = await mkdtemp(join(tmpdir(), `tvs-page-${process.pid}-`));
  if (isRoot) await chown(folder, nobody, nobody);
  const [first = '', ...rest] = confined.join(' ').split(' ');
  const child = spawn(first, [...rest, chromium, ...flags, `--user-data-dir=${folder}`, 'about:blank'], {
    // Nothing of the server's own: its environment holds keys and passwords.
    env: { HOME: folder, TMPDIR: folder, LANG: 'C.UTF-8', PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' },
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    detached: true,
    ...(isRoot ? { uid: nobody, gid: nobody } : {}),
  });
  // Only when every process that holds a pipe is gone.
  const closed = once(child, 'close').catch(() => undefined);
  let last = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    last = (last + chunk.toString('utf8')).slice(-2000);
  });
  const kill = () => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) killGroup(child.pid);
  };
  const { promise: crashed, reject } = withReject();
  const onEvent = (method: string) => {
    if (method === 'Target.targetCrashed') reject(new Error('a process of the browser crashed'));
  };
  child.once('error', reject);
  const devtools = speakDevtools(child.stdio[3] as Writable, child.stdio[4] as Readable, onEvent, kill);
  return {
    ...devtools,
    crashed,
    said: () => last,
    async end() {
      kill();
      await closed;
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** One that ended this very moment needs no killing. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/**
 * Removes what browsers of servers that were killed left; they themselves ended with the pipe to their server. Some of it may be
 * another user's, who has to remove it.
 */
export async function clearBrowsers(log: Logger): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = /^tvs-page-(\d+)-\w+$/.exec(name)?.[1];
    if (!pid || isAlive(Number(pid))) continue;
    const removing = rm(join(tmpdir(), name), { recursive: true, force: true, maxRetries: 5 });
    await removing.catch((error: unknown) => log.warn({ err: error }, 'what a browser left could not be removed'));
  }
}

function withReject(): { promise: Promise<never>; reject: (error: Error) => void } {
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<never>((_, no) => {
    reject = no;
  });
  // It may crash when nobody listens any more.
  promise.catch(() => undefined);
  return { promise, reject };
}
