import type { Content, ContentProgress } from '@tvs/protocol';
import type { Failure } from '../../api/problem.ts';
import { type Stop, sendFile, worthResuming } from './send.ts';
import { Speed } from './speed.ts';

/** `refused`: the server looked at it and said no; `failed`: it never arrived whole. */
type UploadState = 'waiting' | 'sending' | 'paused' | 'processing' | 'ready' | 'refused' | 'failed';

export interface Upload {
  key: number;
  name: string;
  size: number;
  sent: number;
  /** Bytes per second. */
  speed: number;
  /** It waits for the network or the server, and goes on by itself. */
  stalled: boolean;
  state: UploadState;
  /** 0 to 1 while the server prepares it. */
  progress: number;
  failure: Failure | null;
  detail: string | null;
  contentId: number | null;
  thumbnail: string | null;
}

/** Two at a time: a slow link gains nothing from more. */
const atOnce = 2;

type Send = typeof sendFile;

/** The files on their way. Lives beside the pages, so that going elsewhere doesn't break an upload. */
export class UploadQueue {
  #uploads: readonly Upload[] = [];
  #next = 1;
  readonly #files = new Map<number, File>();
  readonly #stop = new Map<number, Stop>();
  readonly #watchers = new Set<() => void>();
  /** Ends of preparations that came before the answer that says whose they are. */
  readonly #early = new Map<number, ContentProgress>();
  readonly #send: Send;
  readonly #now: () => number;
  onArrived: (content: Content) => void = () => undefined;

  constructor(send: Send = sendFile, now: () => number = Date.now) {
    this.#send = send;
    this.#now = now;
  }

  readonly uploads = (): readonly Upload[] => this.#uploads;
  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** @returns the key of each */
  add(files: readonly File[]): number[] {
    const added = files.map(file => {
      const key = this.#next++;
      this.#files.set(key, file);
      return fresh(key, file);
    });
    this.#set([...this.#uploads, ...added]);
    this.#pump();
    return added.map(({ key }) => key);
  }

  /** Stops what is on its way, or takes a finished one off the list. */
  remove(key: number): void {
    this.#stop.get(key)?.();
    this.#stop.delete(key);
    this.#files.delete(key);
    this.#set(this.#uploads.filter(upload => upload.key !== key));
    this.#pump();
  }

  /** Stops sending it until somebody lets it go on; what has arrived stays on the server. */
  pause(key: number): void {
    const upload = this.#uploads.find(upload => upload.key === key);
    if (!upload || !mayPause(upload)) return;
    this.#stop.get(key)?.(true);
    this.#finish(key, { state: 'paused' }, true);
  }

  resume(key: number): void {
    if (this.#uploads.find(upload => upload.key === key)?.state !== 'paused') return;
    this.#patch(key, { state: 'waiting' });
    this.#pump();
  }

  retry(key: number): void {
    const file = this.#files.get(key);
    if (!file) return;
    this.#set(this.#uploads.map(upload => (upload.key === key ? fresh(key, file) : upload)));
    this.#pump();
  }

  /** Goes on with what was refused because nobody was signed in any more. */
  signedIn(): void {
    for (const { key, failure } of this.#uploads) if (failure?.status === 401) this.retry(key);
  }

  /** Leaves only what still needs somebody's eyes. */
  clearFinished(): void {
    this.#set(this.#uploads.filter(upload => upload.state !== 'ready'));
  }

  /** What the socket says of a file's preparation. */
  progress(event: ContentProgress): void {
    const upload = this.#uploads.find(({ contentId }) => contentId === event.content_id);
    if (!upload) {
      this.#remember(event);
      return;
    }
    const state = event.status === 'failed' ? 'refused' : event.status;
    this.#patch(upload.key, { state, progress: event.progress, detail: event.status_detail });
    if (state === 'ready') this.#files.delete(upload.key);
  }

  /** What the server says of one that is being prepared: its event may have come while there was no socket. */
  settle({ id, status, status_detail }: Content): void {
    if (status !== 'processing') this.progress({ content_id: id, status, status_detail, progress: 1 });
  }

  #remember(event: ContentProgress): void {
    if (event.status === 'processing' || !this.#uploads.some(({ state }) => state === 'sending')) return;
    if (this.#early.size > 100) this.#early.clear();
    this.#early.set(event.content_id, event);
  }

  #pump(): void {
    const busy = this.#uploads.filter(({ state }) => state === 'sending').length;
    for (const upload of this.#uploads.filter(({ state }) => state === 'waiting').slice(0, atOnce - busy)) this.#start(upload);
  }

  #start({ key }: Upload): void {
    const file = this.#files.get(key);
    if (!file) return;
    const speed = new Speed();
    speed.add(0, this.#now());
    this.#patch(key, { state: 'sending' });
    const stop = this.#send(file, {
      onProgress: sent => {
        speed.add(sent, this.#now());
        this.#patch(key, { sent, speed: speed.perSecond(), stalled: false });
      },
      onWaiting: () => this.#patch(key, { speed: 0, stalled: true }),
      onDone: content => {
        const { status } = content;
        const state = status === 'failed' ? 'refused' : status;
        this.#finish(key, {
          state,
          sent: file.size,
          contentId: content.id,
          thumbnail: content.thumbnail_url,
          detail: content.status_detail,
        });
        const early = this.#early.get(content.id);
        if (early && state === 'processing') this.progress(early);
        this.onArrived(content);
      },
      onFailed: failure =>
        this.#finish(key, {
          state: failure.status === 0 || failure.status >= 500 || failure.status === 401 ? 'failed' : 'refused',
          failure,
        }),
    });
    this.#stop.set(key, stop);
  }

  #finish(key: number, patch: Partial<Upload>, undone = false): void {
    if (!undone) this.#stop.delete(key);
    this.#patch(key, { ...patch, speed: 0, stalled: false });
    this.#pump();
  }

  #patch(key: number, patch: Partial<Upload>): void {
    this.#set(this.#uploads.map(upload => (upload.key === key ? { ...upload, ...patch } : upload)));
  }

  #set(uploads: readonly Upload[]): void {
    this.#uploads = uploads;
    for (const watcher of this.#watchers) watcher();
  }
}

/** One that can go on where it stopped, or has not begun. A small one would begin anew, and what is whole on its way may have arrived. */
export function mayPause({ state, size, sent }: Pick<Upload, 'state' | 'size' | 'sent'>): boolean {
  return state === 'waiting' || (state === 'sending' && size >= worthResuming && sent < size);
}

function fresh(key: number, file: File): Upload {
  return {
    key,
    name: file.name,
    size: file.size,
    sent: 0,
    speed: 0,
    stalled: false,
    state: 'waiting',
    progress: 0,
    failure: null,
    detail: null,
    contentId: null,
    thumbnail: null,
  };
}

/** What somebody has to know comes first, then what moves; what is done stands last. */
const order: Record<UploadState, number> = { refused: 0, failed: 0, sending: 1, paused: 1, processing: 2, waiting: 3, ready: 4 };

/** As the tray lists them. */
export function inOrder(uploads: readonly Upload[]): Upload[] {
  return [...uploads].sort((a, b) => order[a.state] - order[b.state]);
}

/** The line above the tray: how many are on their way, prepared or in trouble, the share that is sent, and the seconds left. */
export function summary(uploads: readonly Upload[]): {
  sending: number;
  preparing: number;
  paused: number;
  trouble: number;
  part: number;
  left: number | null;
} {
  const moving = uploads.filter(({ state }) => state === 'waiting' || state === 'sending');
  const counted = uploads.filter(({ state }) => state !== 'refused' && state !== 'failed');
  const size = counted.reduce((sum, upload) => sum + upload.size, 0);
  const sent = counted.reduce((sum, upload) => sum + upload.sent, 0);
  const speed = moving.reduce((sum, upload) => sum + upload.speed, 0);
  return {
    sending: moving.length,
    preparing: uploads.filter(({ state }) => state === 'processing').length,
    paused: uploads.filter(({ state }) => state === 'paused').length,
    trouble: uploads.length - counted.length,
    part: size === 0 ? 1 : sent / size,
    left: speed > 0 ? (size - sent) / speed : null,
  };
}
