import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';

const Message = z.object({
  id: z.number().optional(),
  method: z.string().optional(),
  result: z.record(z.string(), z.unknown()).optional(),
  error: z.object({ message: z.string() }).optional(),
});

/** Bytes of one message. A picture of a screen has a few million. */
const longest = 32 * 2 ** 20;

/** What a browser is told and answers, on two pipes that only its parent has: unlike a port, nobody else finds them. */
export interface Devtools {
  /** Throws when the browser refuses, or ends before it answered. */
  send(method: string, params?: Record<string, unknown>, sessionId?: string): Promise<Record<string, unknown>>;
}

/**
 * Speaks the DevTools protocol over pipes: JSON, each message ended by NUL.
 * @param onEvent hears the names of events
 * @param onNonsense when what comes is no such message, or endless
 */
export function speakDevtools(to: Writable, from: Readable, onEvent: (method: string) => void, onNonsense: () => void): Devtools {
  const waiting = new Map<number, { resolve: (result: Record<string, unknown>) => void; reject: (error: Error) => void }>();
  let count = 0;
  let begun: Buffer[] = [];
  let size = 0;

  const take = (text: string): void => {
    const { id, method, result = {}, error } = Message.parse(JSON.parse(text));
    if (method) onEvent(method);
    if (id === undefined) return;
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error) asked?.reject(new Error(`the browser refused: ${error.message}`));
    else asked?.resolve(result);
  };

  from.on('data', (chunk: Buffer) => {
    try {
      let rest = chunk;
      for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
        const text = Buffer.concat([...begun, rest.subarray(0, end)]).toString('utf8');
        begun = [];
        size = 0;
        rest = rest.subarray(end + 1);
        take(text);
      }
      begun.push(rest);
      size += rest.length;
      if (size > longest) onNonsense();
    } catch {
      onNonsense();
    }
  });
  const end = () => {
    for (const { reject } of waiting.values()) reject(new Error('the browser ended'));
    waiting.clear();
  };
  from.on('close', end).on('error', end);
  to.on('error', end);

  return {
    send: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        if (from.destroyed || to.destroyed) return reject(new Error('the browser ended'));
        const id = ++count;
        waiting.set(id, { resolve, reject });
        to.write(`${JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) })}\0`);
      }),
  };
}
