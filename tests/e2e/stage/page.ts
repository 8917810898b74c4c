export { createStage } from '../../../packages/stage/src/index.ts';
export { createNaiveStage } from './naive.ts';
