import i18next from 'i18next';
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
const load: Record<Locale, () => Promise<object>> = {
  'pt-BR': () => import('./pt-BR/index.ts').then(words => words.ptBR),
  en: () => import('./en/index.ts').then(words => words.en),
};

/** The language chosen here before, else the browser's. */
function preferredLocale(): Locale {
  const stored = localStorage.getItem(key);
  if (stored === 'pt-BR' || stored === 'en') return stored;
  return navigator.languages.some(language => language.toLowerCase().startsWith('pt')) ? 'pt-BR' : 'en';
}

/** Starts with one language; the other one is fetched when somebody asks for it. */
export async function startI18n(): Promise<void> {
  const locale = preferredLocale();
  await i18next.use(initReactI18next).init({
    lng: locale,
    fallbackLng: false,
    resources: { [locale]: { translation: await load[locale]() } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = locale;
}

/** Changes the language of the whole page and remembers it in this browser. */
export async function changeLocale(locale: Locale): Promise<void> {
  if (!i18next.hasResourceBundle(locale, 'translation')) i18next.addResourceBundle(locale, 'translation', await load[locale]());
  await i18next.changeLanguage(locale);
  document.documentElement.lang = locale;
  localStorage.setItem(key, locale);
}

/** The language the page speaks now. */
export function currentLocale(): Locale {
  return i18next.language === 'en' ? 'en' : 'pt-BR';
}
