export { type CompiledProgramme, compile } from './compile.ts';
export { conflicts } from './conflicts.ts';
export { ScheduleError, type ScheduleErrorCode } from './errors.ts';
export { explain } from './explain.ts';
export { impact } from './impact.ts';
export { resolve, resolveItems } from './resolve.ts';
export { timeline } from './timeline.ts';
export type * from './types.ts';
