export { createStage } from './stage.ts';
export type * from './types.ts';
