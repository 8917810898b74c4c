import { currentLocale } from '../i18n/index.ts';
import { serverSays } from '../i18n/pt-BR/serverSays.ts';

/** A sentence of the server in the reader's language; its own English where there is no translation. */
export function inWords(sentence: string): string {
  if (currentLocale() === 'en') return sentence;
  const numbers: string[] = [];
  const key = sentence.replace(/\d+(?:\.\d+)?/g, found => {
    numbers.push(found.replace('.', ','));
    return '#';
  });
  return serverSays[key]?.replace(/#/g, () => numbers.shift() ?? '') ?? sentence;
}
