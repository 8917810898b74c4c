import type { Content } from '@tvs/protocol';
import { describe, expect, it } from 'vitest';
import { inOrder, summary, UploadQueue } from './queue.ts';
import type { sendFile } from './send.ts';

type Handlers = Parameters<typeof sendFile>[1];

function bench() {
  const sent: Handlers[] = [];
  const kept: boolean[] = [];
  let stopped = 0;
  const queue = new UploadQueue(
    (_file, handlers) => {
      sent.push(handlers);
      return (keep = false) => {
        stopped += 1;
        kept.push(keep);
      };
    },
    () => 0,
  );
  return { queue, sent, kept, stopped: () => stopped };
}
const file = (name: string) => new File(['12345'], name);
const content = { id: 9, status: 'processing', status_detail: null, thumbnail_url: null } as Content;
const states = (queue: UploadQueue) => queue.uploads().map(({ state }) => state);

describe('UploadQueue', () => {
  it('goes on with what was refused for want of a session, once somebody is signed in again', () => {
    const { queue, sent } = bench();
    queue.add([file('a'), file('b')]);
    sent[0]?.onFailed({ status: 401, code: 'dead_token', title: '', detail: '' });
    sent[1]?.onFailed({ status: 415, code: 'unsupported_type', title: '', detail: '' });
    queue.signedIn();
    expect(states(queue)).toEqual(['sending', 'refused']);
  });
  it('sends two at a time', () => {
    const { queue, sent } = bench();
    queue.add([file('a'), file('b'), file('c')]);
    expect(states(queue)).toEqual(['sending', 'sending', 'waiting']);
    sent[0]?.onDone(content);
    expect(states(queue)).toEqual(['processing', 'sending', 'sending']);
  });
  it('follows the preparation until it is ready', () => {
    const { queue, sent } = bench();
    queue.add([file('a')]);
    sent[0]?.onDone(content);
    queue.progress({ content_id: 9, status: 'processing', status_detail: null, progress: 0.4 });
    expect(queue.uploads()[0]?.progress).toBe(0.4);
    queue.progress({ content_id: 9, status: 'ready', status_detail: null, progress: 1 });
    expect(states(queue)).toEqual(['ready']);
  });
  it('tells a refusal from a broken network, and tries again', () => {
    const { queue, sent } = bench();
    queue.add([file('a'), file('b')]);
    sent[0]?.onFailed({ status: 415, code: 'media_type', title: '', detail: 'no' });
    sent[1]?.onFailed({ status: 0, code: 'network', title: '', detail: '' });
    expect(states(queue)).toEqual(['refused', 'failed']);
    queue.retry(2);
    expect(states(queue)).toEqual(['refused', 'sending']);
  });
  it('lets a large one stand until it is to go on, another in its turn meanwhile; a small one only before it began', () => {
    const { queue, sent, kept } = bench();
    const large = file('film');
    Object.defineProperty(large, 'size', { value: 2 ** 24 });
    queue.add([large, file('a'), file('b'), file('c')]);
    sent[0]?.onProgress(2 ** 20);
    for (const key of [1, 2, 4]) queue.pause(key);
    expect(states(queue)).toEqual(['paused', 'sending', 'sending', 'paused']);
    expect(summary(queue.uploads())).toMatchObject({ sending: 2, paused: 2 });
    queue.resume(1);
    expect(queue.uploads()[0]).toMatchObject({ state: 'waiting', sent: 2 ** 20 });
    sent[1]?.onDone(content);
    expect(states(queue)).toEqual(['sending', 'processing', 'sending', 'paused']);
    queue.pause(1);
    queue.remove(1);
    // Left for later twice, then given up.
    expect(kept).toEqual([true, true, false]);
  });
  it('shows no speed while it waits for the network', () => {
    const { queue, sent } = bench();
    queue.add([file('a')]);
    sent[0]?.onWaiting();
    expect(queue.uploads()[0]).toMatchObject({ state: 'sending', stalled: true, speed: 0 });
    sent[0]?.onProgress(3);
    expect(queue.uploads()[0]).toMatchObject({ stalled: false, sent: 3 });
  });
  it('hears of a preparation that ended before its answer came, or while there was no socket', () => {
    const { queue, sent } = bench();
    queue.add([file('a'), file('b')]);
    queue.progress({ content_id: 9, status: 'failed', status_detail: 'no', progress: 1 });
    sent[0]?.onDone(content);
    expect(queue.uploads()[0]).toMatchObject({ state: 'refused', detail: 'no' });
    sent[1]?.onDone({ ...content, id: 10 });
    queue.settle({ ...content, id: 10, status: 'ready' });
    expect(states(queue)).toEqual(['refused', 'ready']);
  });
  it('stops an upload that is taken away', () => {
    const { queue, stopped } = bench();
    queue.add([file('a')]);
    queue.remove(1);
    expect(stopped()).toBe(1);
    expect(queue.uploads()).toHaveLength(0);
  });
});

describe('summary', () => {
  it('leaves refused files out of the share', () => {
    const { queue, sent } = bench();
    queue.add([file('a'), file('b')]);
    sent[0]?.onFailed({ status: 415, code: 'x', title: '', detail: '' });
    sent[1]?.onProgress(5);
    expect(summary(queue.uploads())).toMatchObject({ sending: 1, preparing: 0, trouble: 1, part: 1 });
  });
  it('does not call that sending which is only being prepared, and lists trouble first', () => {
    const { queue, sent } = bench();
    queue.add([file('a'), file('b'), file('c')]);
    sent[0]?.onDone(content);
    sent[1]?.onFailed({ status: 415, code: 'x', title: '', detail: '' });
    expect(summary(queue.uploads())).toMatchObject({ sending: 1, preparing: 1, trouble: 1 });
    expect(inOrder(queue.uploads()).map(({ name }) => name)).toEqual(['b', 'c', 'a']);
  });
});
