/** Every kind of work done behind a request, and what it is told. Ids only: the handler reads the rest when it runs. */
export interface JobPayloads {
  /** Pictures, pages, sounds: seconds. */
  process_content: { content_id: number };
  /** Films: up to hours. */
  convert_content: { content_id: number };
}

export type JobKind = keyof JobPayloads;

const kinds: Record<JobKind, true> = { process_content: true, convert_content: true };

/** The queue refuses to start unless each of these has its one handler. */
export const jobKinds = Object.keys(kinds) as readonly JobKind[];
