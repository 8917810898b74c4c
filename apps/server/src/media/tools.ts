import { execFile } from 'node:child_process';
import { setPriority } from 'node:os';
import { MediaError } from './errors.ts';

export type Tool = 'ffmpeg' | 'ffprobe';

export interface RunOptions {
  signal?: AbortSignal | undefined;
  /** Milliseconds; afterwards the tool is killed. */
  timeout: number;
  /** Hears what it writes while it runs. */
  onOutput?: ((text: string) => void) | undefined;
  /** Bytes that it may write. */
  maxOutput?: number | undefined;
}

export interface Run {
  /** 0 when it went well. */
  code: number;
  stdout: Buffer;
  stderr: string;
}

const mostOutput = 64 * 2 ** 20;
const niceness = 10;

/**
 * Runs a tool with an argument array (no shell ever sees a name) and low priority. Answers with what it said, also when
 * it failed; throws MediaError when it is not installed or took too long, and AbortError when the signal said so.
 */
export function run(tool: Tool, args: readonly string[], { signal, timeout, onOutput, maxOutput = mostOutput }: RunOptions): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      tool,
      args,
      { encoding: 'buffer', maxBuffer: maxOutput, timeout, killSignal: 'SIGKILL', ...(signal ? { signal } : {}) },
      (error, stdout, stderr) => {
        if (!error) resolve({ code: 0, stdout, stderr: stderr.toString('utf8') });
        else if (error.code === 'ENOENT') reject(new MediaError(`The server has no ${tool}: install ffmpeg and upload the file again.`));
        else if (signal?.aborted) reject(error);
        else if (error.killed) reject(new MediaError('It took too long to read this file.'));
        else if (typeof error.code === 'number') resolve({ code: error.code, stdout, stderr: stderr.toString('utf8') });
        else reject(error);
      },
    );
    child.stdin?.end();
    if (onOutput) child.stdout?.on('data', chunk => onOutput(String(chunk)));
    if (child.pid !== undefined) lower(child.pid);
  });
}

/** Playing and serving come first; a process that is gone already needs no priority. */
function lower(pid: number): void {
  try {
    setPriority(pid, niceness);
  } catch {
    return;
  }
}

/** The tools that processing needs and that are not there; checked at the start, so that nobody finds out on a screen. */
export async function checkTools(): Promise<Tool[]> {
  const tools: Tool[] = ['ffmpeg', 'ffprobe'];
  const there = await Promise.all(
    tools.map(tool =>
      run(tool, ['-version'], { timeout: 10_000 }).then(
        answer => answer.code === 0,
        () => false,
      ),
    ),
  );
  return tools.filter((_, index) => !there[index]);
}

/** What every reading of a stored file begins with: no network, no other file, and the format its content was found to have. */
export function input(file: string, demuxer: string): string[] {
  return ['-protocol_whitelist', 'file,pipe', '-f', demuxer, '-i', `file:${file}`];
}
