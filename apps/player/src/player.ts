import type { PlayerCommand, PlayerHeartbeat, PlayerRegister, RegisterError, RegisterSuccess } from '@tvs/protocol';
import { type Commandable, obey } from './commands.ts';
import { type ClockReading, PlayerClock, readClock } from './connection/clock.ts';
import { Connection } from './connection/connection.ts';
import { deviceType, PLAYER_VERSION, resolution } from './device.ts';
import { FrameCount } from './frames.ts';
import { Courier } from './journal/courier.ts';
import { Journal } from './journal/journal.ts';
import { Library } from './library/library.ts';
import { note, sendLog } from './log.ts';
import { showPageState } from './page-state.ts';
import { Pairing } from './pairing.ts';
import { Presenter } from './presenter.ts';
import { Alarm } from './programme/alarm.ts';
import { ProgrammeKeeper } from './programme/keeper.ts';
import { type ScreenName, Screens } from './screens/screens.ts';
import { sendScreenshot } from './screenshot/send.ts';
import { Shell } from './shell/shell.ts';
import { keep, recall } from './storage/database.ts';
import { findKey, forgetKey, forgetProgramme, keepKey } from './storage/identity.ts';
import { set, setting, settingsOfAddress } from './storage/settings.ts';
import { brief, storageEstimate, systemInfo, Telemetry } from './telemetry.ts';
import { ASK_AGAIN, KEEP_TIME, PARTING, RENEWAL, REVOKED_FOR, STARTUP } from './times.ts';

/** What this screen is busy with; only `running` plays. */
type Mode = 'starting' | 'pairing' | 'revoked' | 'replaced' | 'running';

/** One screen: ties together what it holds (key, programme, files, time) and what it shows. */
export class Player implements Commandable {
  readonly #clock = new PlayerClock();
  readonly #keeper = new ProgrammeKeeper();
  readonly #shell = new Shell();
  readonly #screens: Screens;
  readonly #library: Library;
  readonly #presenter: Presenter;
  readonly #connection: Connection;
  readonly #journal = new Journal(this.#clock);
  readonly #courier = new Courier(
    this.#journal,
    () => this.#token,
    () => this.#connection.register(),
  );
  readonly #telemetry = new Telemetry(() => this.#beat());
  readonly #alarm = new Alarm(this.#clock.now, jumped => {
    // Only the server knows whether time passed or someone set the clock.
    if (jumped) this.#connection.register();
    this.#decide();
  });
  readonly #frames: FrameCount;
  #mode: Mode = 'starting';
  #key: string | null = null;
  #token: string | null = null;
  #online = false;
  #blank = setting('blank') ?? false;
  /** Since this page began someone said whether it is to be black. */
  #blankTold = false;
  #self: { id: number; name: string } | null = null;
  #storage: NonNullable<PlayerHeartbeat['storage']> = {};
  #pairing: Pairing | null = null;
  #renewedAt = -RENEWAL;
  /** The version whose files the library was asked for. */
  #wanted: string | null = null;

  constructor(stage: HTMLElement, screens: HTMLElement) {
    this.#frames = new FrameCount(stage);
    this.#screens = new Screens(screens);
    this.#screens.blank(this.#blank);
    settingsOfAddress(new URL(location.href));
    this.#library = new Library({
      token: () => this.#token,
      online: () => this.#online,
      limit: setting('libraryLimit'),
      changed: () => {
        this.#presenter.refresh();
        this.#render();
      },
      unauthorized: () => this.#renew(),
    });
    this.#presenter = new Presenter(stage, this.#library, this.#clock.now, () => this.#render(), this.#journal);
    this.#presenter.volume(setting('volume') ?? 1);
    this.#presenter.blank(this.#blank);
    this.#journal.black(this.#blank);
    this.#connection = new Connection(() => this.#introduction(), {
      registered: (answer, roundTrip) => this.#registered(answer, roundTrip),
      refused: error => this.#refused(error),
      programme: update => this.#keeper.take(update) && this.#decide(),
      campaign: update => this.#keeper.takeCampaign(update) && this.#decide(),
      command: command => void this.#obey(command),
      link: up => {
        this.#online = up;
        this.#render();
      },
    });
  }

  async start(): Promise<void> {
    setInterval(() => {
      this.#frames.look();
      this.#render();
    }, 1000);
    setInterval(() => this.#keepTime(), KEEP_TIME);
    // The page was hidden or frozen, or the machine slept: timers come late then.
    for (const woken of ['visibilitychange', 'resume']) document.addEventListener(woken, () => this.#alarm.wake());
    void this.#shell.start(() => this.#mode !== 'running' || this.#presenter.current === null);
    void this.#journal.open();
    const opened = this.#library.open();
    const key = await findKey();
    if (key === null) {
      await opened;
      this.#pair(false);
      return;
    }
    this.#key = key;
    this.#mode = 'running';
    // The server need not answer for a screen to play: what was kept comes first.
    this.#connection.open();
    const [reading, self, blank] = await Promise.all([
      recall<ClockReading>('clock'),
      recall<{ id: number; name: string }>('self'),
      recall<boolean>('blank'),
      this.#keeper.restore(),
      opened,
    ]);
    if (reading) this.#clock.resume(reading);
    // What the browser keeps of the settings may be seconds old when the power fails.
    if (!this.#blankTold && blank !== undefined) this.#darken(blank);
    this.#self ??= self ?? null;
    if (this.#self) void this.#journal.use(this.#self.id);
    this.#decide();
  }

  play(): void {
    this.#presenter.pause(false);
  }

  pause(): void {
    this.#presenter.pause(true);
  }

  next(): void {
    this.#presenter.next();
  }

  previous(): void {
    this.#presenter.previous();
  }

  sync(): void {
    this.#connection.register();
    this.#library.hurry();
    this.#courier.hurry();
    this.#decide();
  }

  reload(): void {
    this.#presenter.restart();
  }

  restart(): void {
    const go = () => {
      if (this.#connection.owesAnswers) return void setTimeout(go, PARTING);
      this.#shell.takeNewest();
      setTimeout(() => location.reload(), PARTING);
    };
    setTimeout(go, PARTING);
  }

  identify(seconds: number): void {
    const place = this.#keeper.decider?.update.location.name ?? '';
    this.#screens.identify(this.#self?.name ?? '', place, this.#self?.id ?? 0, seconds);
  }

  volume(level: number): void {
    set('volume', level);
    this.#presenter.volume(level);
  }

  clearCache(): void {
    this.#library.clear();
  }

  async blank(on: boolean): Promise<void> {
    this.#blankTold = true;
    this.#darken(on);
    await keep('blank', on);
  }

  #darken(on: boolean): void {
    this.#blank = on;
    set('blank', on);
    this.#screens.blank(on);
    this.#presenter.blank(on);
    this.#journal.black(on);
    this.#render();
  }

  async screenshot(commandId: number): Promise<string> {
    if (this.#token === null) throw new Error('not registered');
    return sendScreenshot(this.#token, commandId);
  }

  async log(): Promise<string> {
    if (this.#token === null) throw new Error('not registered');
    return sendLog(this.#token);
  }

  #introduction(): PlayerRegister {
    return {
      player_key: this.#key ?? '',
      device_type: deviceType(),
      resolution: resolution(),
      player_version: PLAYER_VERSION,
      programme_version: this.#keeper.version,
    };
  }

  #registered(answer: RegisterSuccess, roundTrip: number): void {
    const reading = readClock(answer.server_time, Date.now(), roundTrip);
    if (reading) {
      this.#clock.use(reading, roundTrip / 2);
      this.#keepTime();
    }
    this.#pairing?.stop();
    this.#token = answer.token;
    this.#self = { id: answer.player_id, name: answer.name };
    void keep('self', this.#self);
    this.#mode = 'running';
    void this.#account(answer.player_id, reading !== null);
    this.#telemetry.start(answer.heartbeat_seconds);
    this.#library.hurry();
    this.#decide();
  }

  #keepTime(): void {
    if (this.#clock.reading) void keep('clock', this.#clock.reading);
    void this.#keeper.keepAgain();
  }

  #renew(): void {
    if (performance.now() - this.#renewedAt < RENEWAL) return;
    this.#renewedAt = performance.now();
    this.#connection.register();
  }

  /** From here on plays are this player's; those from before the clock was known get their right instants first. */
  async #account(player: number, clockKnown: boolean): Promise<void> {
    await this.#journal.use(player);
    if (clockKnown) await this.#journal.settle();
    this.#courier.hurry();
  }

  #refused(error: RegisterError): void {
    note('connection', `${error.code}: ${error.detail}`);
    if (error.code === 'replaced') {
      this.#mode = 'replaced';
      this.#token = null;
      this.#decide();
    } else if (error.code === 'unknown_key' || error.code === 'revoked') void this.#revoked(error.code === 'revoked');
  }

  /** `known`: by a server that knew the key before. One that does not may have lost its memory for a while: it is asked again. */
  async #revoked(known: boolean): Promise<void> {
    this.#connection.close();
    if (known) this.#key = null;
    else setTimeout(() => this.#key !== null && this.#connection.open(), ASK_AGAIN);
    if (this.#mode === 'pairing' || this.#mode === 'revoked') return;
    this.#mode = 'revoked';
    this.#token = null;
    this.#self = null;
    this.#telemetry.stop();
    this.#keeper.drop();
    this.#decide();
    await (known ? forgetKey() : forgetProgramme());
    setTimeout(() => this.#mode === 'revoked' && this.#pair(true), REVOKED_FOR);
  }

  #pair(revoked: boolean): void {
    this.#mode = 'pairing';
    // Nobody can tell a screen without a key to light up again.
    if (this.#blank) void this.blank(false);
    this.#pairing?.stop();
    this.#pairing = new Pairing(
      revoked,
      view => this.#screens.pairing.show(view),
      key => {
        this.#key = key;
        this.#mode = 'running';
        void keepKey(key);
        this.#connection.close();
        this.#connection.open();
        this.#decide();
      },
    );
    this.#render();
  }

  /** Asks the schedule what plays now, and sleeps until that changes. */
  #decide(): void {
    const decider = this.#mode === 'running' ? this.#keeper.decider : null;
    const now = this.#clock.now();
    const decision = decider?.at(now);
    this.#alarm.set(decision?.until ?? null);
    if (decider) this.#library.want(decider.needs(now), this.#keeper.whole);
    this.#wanted = decider ? this.#keeper.version : null;
    this.#presenter.follow(decider?.update ?? null, decision);
    this.#render();
  }

  async #obey(command: PlayerCommand): Promise<void> {
    note('command', command.command, 'info');
    const result = await obey(this, command);
    this.#connection.answer(() => ({ ...this.#snapshot(), command_id: command.id, result }));
  }

  #beat(): void {
    this.#connection.heartbeat(this.#snapshot());
    void storageEstimate().then(storage => {
      this.#storage = storage;
    });
  }

  #snapshot(): PlayerHeartbeat {
    const library = this.#library.summary;
    const current = this.#presenter.current;
    return {
      ...(this.#self ? { player_id: this.#self.id } : {}),
      status: this.#blank ? 'blank' : this.#presenter.settled ? this.#presenter.playback : 'loading',
      current_content_id: current?.content ?? null,
      current_campaign_id: current?.campaign ?? null,
      programme_version: this.#keeper.version,
      clock: Date.now(),
      storage: this.#storage,
      pending_plays: this.#journal.pending,
      on_screen_version: this.#blank ? null : this.#presenter.versionOnScreen,
      // Of the version that is named above, or of none: a receipt is not given for another one's files.
      ...(this.#keeper.whole && this.#wanted === this.#keeper.version ? { library: { ready: library.ready, total: library.wanted } } : {}),
      system_info: systemInfo({
        ...this.#journal.facts,
        frames: this.#frames.total,
        frames_dropped: this.#frames.dropped,
        clock_offset_ms: this.#clock.offset,
        library_store: library.store,
        library_files: library.files,
        library_bytes: library.bytes,
        library_budget: library.budget,
        library_wanted_bytes: library.wantedBytes,
        library_ready_bytes: library.readyBytes,
        library_failed: brief(library.failures),
        library_no_room: brief(library.unfit),
        library_spoilt: library.spoilt,
        restarts_offline: this.#shell.offline,
      }),
    };
  }

  /** Brings screens, page state and heartbeat in line with what is true now. */
  #render(): void {
    const { current, playback } = this.#presenter;
    const { summary } = this.#library;
    this.#screens.show(this.#screen);
    if (this.#screen === 'idle') this.#drawIdle();
    const state = this.#mode !== 'running' ? this.#mode : this.#blank ? 'blank' : playback;
    showPageState(document.documentElement, {
      state,
      connection: this.#online ? 'online' : 'offline',
      playerId: this.#self?.id,
      contentId: current?.content,
      campaignId: current?.campaign,
      programmeVersion: this.#keeper.version ?? undefined,
      library: `${summary.ready}/${summary.wanted}`,
    });
    this.#telemetry.changed(
      `${state} ${current?.content} ${current?.campaign} ${this.#keeper.version} ${summary.ready}/${summary.wanted} ${summary.failures.join()} ${summary.unfit.join()}`,
    );
  }

  get #screen(): ScreenName {
    if (this.#mode !== 'running' && this.#mode !== 'starting') return this.#mode;
    if (this.#presenter.current) return 'none';
    // A restart goes from black to the picture: no clock that flashes up for a moment.
    return (this.#presenter.playback === 'loading' || !this.#keeper.decider) && performance.now() < STARTUP ? 'none' : 'idle';
  }

  #drawIdle(): void {
    const decider = this.#keeper.decider;
    const now = this.#clock.now();
    const { ready, unfit } = this.#library.summary;
    const missing = !decider && !this.#online ? 'connecting' : ready === 0 && unfit.length > 0 ? 'noRoom' : 'preparing';
    this.#screens.idle.show({
      now,
      timezone: decider?.update.programme.timezone,
      place: decider?.update.location.name ?? '',
      name: this.#self?.name ?? '',
      nextStart: decider?.nextStart(now) ?? null,
      waiting: decider && this.#presenter.playback === 'idle' ? '' : missing,
    });
  }
}
