import i18next, { type FormatterModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { ptBR } from './pt-BR/index.ts';

export type Locale = 'pt-BR' | 'en';
export const locales: readonly Locale[] = ['pt-BR', 'en'];

/** The same keys in another language. */
export type Words<T> = { [K in keyof T]: T[K] extends string ? string : Words<T[K]> };

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof ptBR };
    returnNull: false;
  }
}

const key = 'tvs.locale';
/** Each language in two parts: what the first page says, and what all others do. */
const parts = {
  'pt-BR': {
    first: () => import('./pt-BR/first.ts').then(({ first }) => first),
    rest: () => import('./pt-BR/rest.ts').then(({ rest }) => rest),
  },
  en: {
    first: () => import('./en/first.ts').then(({ first }) => first),
    rest: () => import('./en/rest.ts').then(({ rest }) => rest),
  },
} satisfies Record<Locale, Record<string, () => Promise<object>>>;

/** Whether anything beyond the first page was asked for: then a change of the language brings all of it. */
let all = false;
let started: Promise<void> = Promise.resolve();

/** The language chosen here before, else the browser's. */
function preferredLocale(): Locale {
  const stored = localStorage.getItem(key);
  if (stored === 'pt-BR' || stored === 'en') return stored;
  return navigator.languages.some(language => language.toLowerCase().startsWith('pt')) ? 'pt-BR' : 'en';
}

/** Starts with what the first page says in one language; the rest is fetched with the pages, the other language when somebody asks for it. */
export function startI18n(): Promise<void> {
  started = start();
  return started;
}

const numbers = new Map<string, Intl.NumberFormat>();

/** What stands in a sentence: numbers as the reader writes them; one that is a name stays as it is. */
const writing: FormatterModule = {
  type: 'formatter',
  init() {},
  add() {},
  addCached() {},
  format(value: unknown, _format, locale = 'en', options) {
    if (typeof value !== 'number' || options?.interpolationkey === 'id') return value as string;
    const format = numbers.get(locale) ?? new Intl.NumberFormat(locale);
    numbers.set(locale, format);
    return format.format(value);
  },
};

async function start(): Promise<void> {
  const locale = preferredLocale();
  await i18next
    .use(initReactI18next)
    .use(writing)
    .init({
      lng: locale,
      fallbackLng: false,
      resources: { [locale]: { translation: await parts[locale].first() } },
      interpolation: { escapeValue: false, alwaysFormat: true },
      returnNull: false,
    });
  document.documentElement.lang = locale;
}

/** A page or a part of one that isn't the first: it comes with its words. */
export function withWords<T>(load: () => Promise<T>): () => Promise<T> {
  return async () => {
    all = true;
    const [module] = await Promise.all([load(), started.then(() => complete(currentLocale()))]);
    return module;
  };
}

/** Changes the language of the whole page and remembers it in this browser. */
export async function changeLocale(locale: Locale): Promise<void> {
  if (!i18next.hasResourceBundle(locale, 'translation')) i18next.addResourceBundle(locale, 'translation', await parts[locale].first());
  if (all) await complete(locale);
  await i18next.changeLanguage(locale);
  document.documentElement.lang = locale;
  localStorage.setItem(key, locale);
}

async function complete(locale: Locale): Promise<void> {
  if (i18next.getResource(locale, 'translation', 'settings') === undefined)
    i18next.addResourceBundle(locale, 'translation', await parts[locale].rest(), true);
}

/** The language the page speaks now. */
export function currentLocale(): Locale {
  return i18next.language === 'en' ? 'en' : 'pt-BR';
}
