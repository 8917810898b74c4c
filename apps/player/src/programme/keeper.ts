import type { CampaignUpdate, ProgrammeUpdate } from '@tvs/protocol';
import { note } from '../log.ts';
import { keep, recall } from '../storage/database.ts';
import { Decider, programmeOfCampaign } from './decide.ts';
import { entriesOf } from './playlist.ts';

/** Holds the newest programme, over restarts too. */
export class ProgrammeKeeper {
  #decider: Decider | null = null;
  #borrowed = false;

  get decider(): Decider | null {
    return this.#decider;
  }

  /** What the server is told this screen holds; `null`: no programme, or only the fallback. */
  get version(): string | null {
    return this.#borrowed ? null : (this.#decider?.update.version ?? null);
  }

  /** Whether it names everything this screen may need. */
  get whole(): boolean {
    return this.#decider !== null && !this.#borrowed;
  }

  async restore(): Promise<void> {
    const update = await recall<ProgrammeUpdate>('programme');
    if (update && !this.#decider) this.#use(update, false);
  }

  /**
   * Takes a programme over, whole and at once; `false`: it is the one already held, or cannot be used. It is kept in one write, for
   * which nobody waits: a disk that is full or slow must not keep it off the screen.
   */
  take(update: ProgrammeUpdate): boolean {
    if (update.version === this.version || !this.#use(update, false)) return false;
    void keep('programme', update);
    return true;
  }

  /** Keeps it once more when the disk did not take it, or lost it since. */
  async keepAgain(): Promise<void> {
    const { update } = this.#decider ?? {};
    if (!update || this.#borrowed || (await recall<ProgrammeUpdate>('programme'))?.version === update.version) return;
    if (this.#decider?.update === update) await keep('programme', update);
  }

  /** The original's event counts only as long as no programme came. */
  takeCampaign(update: CampaignUpdate): boolean {
    return !this.whole && this.#use(programmeOfCampaign(update), true);
  }

  drop(): void {
    this.#decider = null;
    this.#borrowed = false;
  }

  #use(update: ProgrammeUpdate, borrowed: boolean): boolean {
    try {
      const decider = new Decider(update);
      // All that will be read of it later is read here: what was kept may have gone bad, and a newer server may word it otherwise.
      for (const { id } of [update.location, ...update.campaigns]) entriesOf(update, id);
      this.#decider = decider;
      this.#borrowed = borrowed;
      return true;
    } catch (error) {
      // One that cannot be read must not take the one that plays off the screen.
      note('programme', error);
      return false;
    }
  }
}
