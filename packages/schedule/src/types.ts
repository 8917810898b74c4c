/** A date in the player's location's calendar, `YYYY-MM-DD`. */
export type LocalDate = string;
/** A wall-clock time in the player's location's zone, `HH:MM` (24 h). */
export type LocalTime = string;
/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;
/** What the package's functions take for an instant: epoch milliseconds or an ISO 8601 string in UTC. */
export type InstantLike = Instant | string;

export type Frequency = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
export type Weekday = 'MO' | 'TU' | 'WE' | 'TH' | 'FR' | 'SA' | 'SU';

/** RFC 5545 recurrence at day precision; DTSTART is the schedule's `start_date`. */
export interface RecurrenceRule {
  freq: Frequency;
  interval?: number | undefined;
  /** `"MO"`, or with an ordinal `"-1FR"` (MONTHLY and YEARLY). */
  byday?: string[] | undefined;
  bymonthday?: number[] | undefined;
  bymonth?: number[] | undefined;
  bysetpos?: number[] | undefined;
  count?: number | undefined;
  /** Inclusive. */
  until?: LocalDate | undefined;
  wkst?: Weekday | undefined;
  exdates?: LocalDate[] | undefined;
  rdates?: LocalDate[] | undefined;
}

/** When a campaign plays at a location and everywhere below it; `location_id: null` means everywhere. */
export interface Schedule {
  id: number;
  campaign_id: number;
  location_id: number | null;
  start_date: LocalDate;
  /** Inclusive; `null` is open-ended. */
  end_date: LocalDate | null;
  /** `null` = 00:00. */
  start_time: LocalTime | null;
  /** `null` = the next midnight; `<= start_time` ends on the following day. */
  end_time: LocalTime | null;
  /** 0 = Sunday … 6 = Saturday; `null` = every day; `[]` is refused. */
  days_of_week: number[] | null;
  is_active: boolean;
  priority: number;
  recurrence_rule: RecurrenceRule | null;
}

/** Local dates between which something counts, both inclusive; `null` or not there: without that end. */
export interface Dated {
  valid_from?: LocalDate | null | undefined;
  valid_until?: LocalDate | null | undefined;
}

/** What the engine needs of a campaign: its rank and the local dates that clip it. */
export interface CampaignWindow {
  id: number;
  is_active: boolean;
  priority: number;
  start_date: LocalDate | null;
  end_date: LocalDate | null;
  /**
   * The dates on which any of its items is valid; on others it is off. Not there: every date. One span at least, in order, a date or more
   * between one and the next: as `spansOf` of `@tvs/schedule/spans` makes them.
   */
  valid?: Dated[] | undefined;
}

/** All that one location's players need to decide alone what plays. */
export interface Programme {
  /** IANA zone of the location. */
  timezone: string;
  /** The location and its ancestors, from itself to the root. */
  location_chain: number[];
  default_campaign_id?: number | null | undefined;
  campaigns: CampaignWindow[];
  schedules: Schedule[];
}

/** What is on at an instant; `until`: when this answer next changes, or `null` if it never does. */
export interface Resolution {
  /** `null` when the default campaign plays, or nothing. */
  schedule_id: number | null;
  campaign_id: number | null;
  until: Instant | null;
}

/** Half-open interval `[start, end)` with one answer. */
export interface Segment {
  start: Instant;
  end: Instant;
  schedule_id: number | null;
  campaign_id: number | null;
}

export interface Conflict {
  /** The existing schedule that meets the candidate. */
  schedule_id: number;
  /** `conflict`: nothing but age decides; `override`: the ranking decides. */
  kind: 'conflict' | 'override';
  first_overlap: { start: Instant; end: Instant };
}

export interface Impact {
  start: Instant;
  end: Instant;
  was: { schedule_id: number | null; campaign_id: number | null };
  becomes: { schedule_id: number | null; campaign_id: number | null };
}

export interface Explanation {
  schedule_id: number;
  verdict: 'plays' | 'beaten' | 'off';
  /** In English, stable: "plays", "beaten by 12: priority", "off: Sunday", "off: campaign ended 2026-03-01", … */
  detail: string;
  /** The same reason for programs and translations, with its values in `params`. */
  reason: string;
  params: Record<string, string | number>;
}
