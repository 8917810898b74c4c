import { en } from '../../apps/console/src/i18n/en/index.ts';
import { ptBR } from '../../apps/console/src/i18n/pt-BR/index.ts';

type Locale = 'pt-BR' | 'en';

/** Every text of a dictionary that has no hole in it, by its key. */
function flat(words: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flat(value, `${prefix}${key}.`)],
    ),
  );
}

const dictionaries: Record<Locale, Map<string, string>> = { 'pt-BR': flat(ptBR), en: flat(en) };
const keys = new Set([...dictionaries.en.keys()].map(key => key.replace(/_(zero|one|other)$/, '')));

/**
 * Of the texts of a page those that are not in its language: keys of the translation files, and texts that only the other
 * language has. `own` are names and titles that people gave, which no language has.
 */
export function foreignTexts(texts: readonly string[], locale: Locale, own: ReadonlySet<string>): string[] {
  const [mine, other] = [dictionaries[locale], dictionaries[locale === 'en' ? 'pt-BR' : 'en']];
  const known = new Set(mine.values());
  const foreign = new Set([...other.values()].filter(text => !known.has(text)));
  return texts.filter(text => !own.has(text) && (keys.has(text) || /\{\{\w+\}\}/.test(text) || foreign.has(text)));
}
