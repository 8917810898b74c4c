import type { PlayReceipt } from '@tvs/protocol';
import { note } from '../log.ts';
import { live, living, newRun } from './alive.ts';
import { type Record, type Subject, settled } from './record.ts';
import { type Draft, JournalStore, type Loss } from './store.ts';

/** How often it is written down how long the play on the glass has run, ms. */
const MARK = 5_000;
/** Plays kept on the disk: a month of ten-second items. */
const MOST_KEPT = 300_000;
/** Plays kept in memory while the disk takes none. */
const MOST_WAITING = 5_000;
/** How many go at once when there is no room. */
const DROPPED = 1_000;
/** Before a disk that took nothing is tried again, ms. */
const REST = 15_000;

/** A showing that goes on. */
interface Current {
  draft: Draft;
  /** When the glass went black over it (monotonic ms); `null`: it is seen. */
  darkSince: number | null;
  dark: number;
}

/** What the journal needs to know of time: epoch ms of the server as far as known, whether by any reading, server minus machine. */
export interface JournalClock {
  now: () => number;
  known: boolean;
  offset: number;
}

/** Every play until the server has it. On the disk before anyone hears of it; in memory only as long as the disk takes nothing. */
export class Journal {
  readonly #clock: JournalClock;
  readonly #store = new JournalStore();
  readonly #run = newRun();
  #player: number | null = null;
  /** The server told this run its clock. */
  #sure = false;
  #current: Current | null = null;
  #black = false;
  /** What the disk does not have, or not whole. */
  #drafts: Draft[] = [];
  #writing: Promise<void> | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  /** Highest number known to be used. */
  #last = 0;
  #stored = 0;
  #foreign = 0;
  #loss: Loss | null = null;

  constructor(clock: JournalClock) {
    this.#clock = clock;
  }

  /** Ends what earlier runs left open, and goes on marking. */
  async open(): Promise<void> {
    setInterval(() => void this.#mark(), MARK);
    setInterval(() => void this.#sweep(), 4 * REST);
    addEventListener('pagehide', () => void this.#mark());
    await live(this.#run).catch(error => note('journal', error));
    await this.#sweep();
  }

  /** Whose plays these are from now on. */
  async use(player: number): Promise<void> {
    if (this.#player === player) return;
    this.#player = player;
    this.#last = 0;
    await this.#recount();
  }

  /** A first frame is on the glass. */
  began(subject: Subject): void {
    if (this.#player === null) {
      note('journal', `content ${subject.content} is shown, but nobody knows by whom`);
      return;
    }
    const { now, known } = this.#clock;
    const mono = performance.now();
    const record: Record = {
      ...subject,
      player: this.#player,
      seq: 0,
      started: Math.round(now()),
      length: 0,
      completed: false,
      reason: null,
      run: this.#run,
      mono,
      guessed: !known,
      ...(this.#sure ? {} : { unsure: 1 }),
    };
    const draft: Draft = { record, over: false, kept: 'nothing' };
    this.#current = { draft, darkSince: this.#black ? mono : null, dark: 0 };
    this.#add(draft);
  }

  /** It is over: how long it was seen is measured, not told, so that no clock that is set meanwhile counts. */
  ended(reason: string | null): void {
    const current = this.#current;
    if (!current) return;
    this.#current = null;
    const { draft } = current;
    draft.record = { ...draft.record, length: seen(current), completed: reason === null, reason };
    draft.over = true;
    this.#add(draft);
  }

  /** It should have been shown, and could not be. */
  failed(subject: Subject): void {
    const before = this.#current;
    this.began(subject);
    const failed = this.#current;
    this.#current = before;
    if (failed === before || !failed) return;
    failed.draft.record = { ...failed.draft.record, reason: 'failed' };
    failed.draft.over = true;
  }

  /** Black over everything: what plays below is not seen. */
  black(on: boolean): void {
    this.#black = on;
    const current = this.#current;
    if (!current) return;
    if (on) current.darkSince ??= performance.now();
    else if (current.darkSince !== null) {
      current.dark += performance.now() - current.darkSince;
      current.darkSince = null;
    }
  }

  /** The server told its clock: instants of plays before this are settled, after which they may be delivered. */
  async settle(): Promise<void> {
    this.#sure = true;
    const at = { run: this.#run, mono: performance.now(), now: this.#clock.now(), offset: this.#clock.offset };
    for (const draft of this.#drafts) draft.record = settled(draft.record, at);
    const draft = this.#current?.draft;
    if (draft) draft.record = settled(draft.record, at);
    if (this.#player !== null) await this.#store.settle(this.#player, at).catch(error => note('journal', error));
  }

  get pending(): number {
    return this.#stored + this.#drafts.filter(draft => draft.over).length;
  }

  /** For the operator; every value short. */
  get facts(): { [name: string]: string | number } {
    return {
      ...(this.#foreign > 0 ? { plays_of_earlier_identity: this.#foreign } : {}),
      ...(this.#loss ? { plays_lost: this.#loss.plays, plays_lost_last: `${this.#loss.from}-${this.#loss.to}` } : {}),
      ...(this.#drafts.length > 1 ? { plays_in_memory: this.#drafts.length } : {}),
    };
  }

  /** The oldest plays that may be delivered, of one player. */
  async batch(most: number): Promise<Record[]> {
    const player = this.#player;
    if (player === null) return [];
    await this.#writing;
    const stored = await this.#store.oldest(player, most).catch(() => []);
    if (stored.length > 0) return stored;
    // The disk takes nothing: what is in memory goes under numbers that nobody has used, as far as is known here.
    const ready = this.#drafts.filter(({ over, record }) => over && record.player === player && record.unsure === undefined);
    for (const draft of ready.slice(0, most)) if (draft.record.seq === 0) draft.record = { ...draft.record, seq: ++this.#last };
    return ready.slice(0, most).map(draft => draft.record);
  }

  /** What the server said of a batch. */
  async acknowledge(batch: readonly Record[], { stored, conflicts, next_seq }: PlayReceipt): Promise<void> {
    const [first] = batch;
    if (!first) return;
    this.#forget(record => stored.some(([from, to]) => record.seq >= from && record.seq <= to && record.player === first.player));
    const others = new Set(conflicts);
    this.#last = Math.max(this.#last, next_seq - 1);
    for (const draft of this.#drafts) if (others.has(draft.record.seq) && draft.over) draft.record = { ...draft.record, seq: 0 };
    await this.#store.remove(first.player, stored);
    if (conflicts.length > 0) {
      note('journal', `the server holds others under ${conflicts.length} numbers: going on from ${next_seq}`);
      await this.#store.renumber(
        batch.filter(record => others.has(record.seq)),
        next_seq,
      );
    }
    if (batch.length < 500 || conflicts.length > 0) await this.#recount();
    else this.#stored = Math.max(0, this.#stored - batch.length);
  }

  /** The server cannot read it, and never will: it must not block the others. */
  async giveUp(record: Record, why: string): Promise<void> {
    note('journal', `play ${record.seq} is refused and goes: ${why}`);
    this.#forget(other => other.seq === record.seq);
    await this.#store.remove(record.player, [[record.seq, record.seq]]);
    await this.#recount();
  }

  #forget(which: (record: Record) => boolean): void {
    this.#drafts = this.#drafts.filter(draft => !draft.over || draft.record.seq === 0 || !which(draft.record));
  }

  #add(draft: Draft): void {
    if (!this.#drafts.includes(draft)) this.#drafts.push(draft);
    void this.#write();
  }

  /** One transaction at a time; what comes meanwhile goes with the next. */
  async #write(): Promise<void> {
    if (this.#writing) return;
    for (let more = true; more && this.#drafts.length > 0; ) {
      const writing = this.#writeOnce();
      this.#writing = writing.then(() => {});
      more = await writing;
    }
    this.#writing = null;
    if (this.#drafts.length === 0) return;
    // The disk took nothing, or what is left waits in memory for its acknowledgement.
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.#write(), REST);
  }

  /** Whether anything got to the disk. */
  async #writeOnce(): Promise<boolean> {
    // After the handler that brought it: the end of one play and the start of the next go together.
    await Promise.resolve();
    const copies = this.#drafts.map(draft => ({ draft, copy: { ...draft } }));
    try {
      const numbers = await this.#store.write(
        copies.map(({ copy }) => copy),
        Date.now(),
      );
      for (const { draft, copy } of copies) {
        const seq = numbers.get(copy);
        if (seq === undefined) continue;
        if (draft.record.player === this.#player) this.#last = Math.max(this.#last, seq);
        draft.record = { ...draft.record, seq };
        draft.kept = copy.over ? 'all' : 'open';
        if (copy.over) this.#stored++;
      }
      this.#drafts = this.#drafts.filter(draft => draft.kept === 'nothing' || (draft.over && draft.kept === 'open'));
      if (this.#stored > MOST_KEPT) await this.#makeRoom();
      return numbers.size > 0;
    } catch (error) {
      note('journal', error);
      if (this.#drafts.length > MOST_WAITING) await this.#makeRoom();
      return false;
    }
  }

  /** The oldest go, and it is written down which; their numbers stay used, so that the server sees the gap. */
  async #makeRoom(): Promise<void> {
    const player = this.#player;
    if (player === null) return;
    const dropped = await this.#store.drop(player, DROPPED).catch(() => 0);
    this.#stored = Math.max(0, this.#stored - dropped);
    if (dropped > 0) this.#loss = await this.#store.loss(player).catch(() => null);
    else {
      const gone = this.#drafts.filter(draft => draft.over).slice(0, DROPPED);
      const from = this.#last + 1;
      for (const { record } of gone) if (record.seq === 0) this.#last++;
      this.#drafts = this.#drafts.filter(draft => !gone.includes(draft));
      this.#loss = { plays: (this.#loss?.plays ?? 0) + gone.length, from, to: this.#last };
    }
    note('journal', `no room: plays ${this.#loss?.from} to ${this.#loss?.to} are lost`);
  }

  async #mark(): Promise<void> {
    const current = this.#current;
    if (current?.draft.kept !== 'open') return;
    const record = { ...current.draft.record, length: seen(current) };
    await this.#store.mark(record, Date.now()).catch(error => note('journal', error));
  }

  async #sweep(): Promise<void> {
    try {
      const swept = await this.#store.sweep(await living(), this.#run, Date.now());
      if (swept > 0) {
        // A restart does that, and the reports say so: nothing to mend.
        note('journal', `plays cut short: ${swept}`, 'info');
        await this.#recount();
      }
    } catch (error) {
      note('journal', error);
    }
  }

  async #recount(): Promise<void> {
    const player = this.#player;
    if (player === null) return;
    try {
      const [stored, last, loss, foreign] = await Promise.all([
        this.#store.count(player),
        this.#store.counter(player),
        this.#store.loss(player),
        this.#store.foreign(player, this.#clock.now()),
      ]);
      if (this.#player !== player) return;
      this.#stored = stored;
      this.#last = Math.max(this.#last, last);
      this.#loss = loss ?? this.#loss;
      this.#foreign = foreign;
    } catch (error) {
      note('journal', error);
    }
  }
}

/** Ms on the glass and not under black. */
function seen({ draft, darkSince, dark }: Current): number {
  const now = performance.now();
  return Math.max(0, Math.round(now - draft.record.mono - dark - (darkSince === null ? 0 : now - darkSince)));
}
