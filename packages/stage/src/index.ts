export { qr } from './qr.ts';
export { createStage } from './stage.ts';
export type * from './types.ts';
