import type { Words } from '../index.ts';
import type { ptBR } from '../pt-BR/index.ts';
import { first } from './first.ts';
import { rest } from './rest.ts';

/** English. */
export const en: Words<typeof ptBR> = { ...first, ...rest };
