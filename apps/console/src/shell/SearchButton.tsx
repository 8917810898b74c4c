import { UnstyledButton } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { IconSearch } from '../components/icons.ts';
import classes from './SearchButton.module.css';
import { useOpenHere } from './useOpenHere.ts';

const SearchDialog = lazy(() => import('./SearchDialog.tsx').then(module => ({ default: module.SearchDialog })));

/** The search over everything; Ctrl-K from anywhere, also while one types. */
export function SearchButton() {
  const { t } = useTranslation();
  const [opened, setOpened] = useOpenHere();
  useHotkeys([['mod+K', () => setOpened(true)]], []);
  return (
    <>
      <UnstyledButton className={classes.search} onClick={() => setOpened(true)} aria-haspopup="dialog" aria-keyshortcuts="Control+K">
        <IconSearch size={18} stroke={1.75} aria-hidden />
        <span className={classes.words}>{t('search.button')}</span>
        <kbd className={classes.key} aria-hidden>
          {t('search.key')}
        </kbd>
      </UnstyledButton>
      {opened && (
        <Suspense>
          <SearchDialog onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  );
}
