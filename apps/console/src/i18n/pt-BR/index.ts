import { first } from './first.ts';
import { rest } from './rest.ts';

/** Português do Brasil. Its keys are the keys of every language. */
export const ptBR = { ...first, ...rest };
