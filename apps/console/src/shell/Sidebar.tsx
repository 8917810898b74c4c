import { UnstyledButton } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { IconLayoutSidebar } from '../components/icons.ts';
import { Logo } from './Logo.tsx';
import { pages } from './pages.ts';
import classes from './Sidebar.module.css';

/** The pages, at the left; folds to a rail and stays so. */
export function Sidebar() {
  const { t } = useTranslation();
  const [rail, setRail] = useLocalStorage({ key: 'tvs.rail', defaultValue: false, getInitialValueInEffect: false });
  return (
    <nav className={classes.side} data-rail={rail || undefined} aria-label={t('nav.label')}>
      <Link to="/" className={classes.brand} aria-label={t('nav.home')}>
        <Logo />
        <b className={classes.word}>{t('app.name')}</b>
      </Link>
      <div className={classes.nav}>
        {pages.map(({ to, name, Icon }) => (
          <Link
            key={to}
            to={to}
            className={classes.link}
            activeOptions={{ exact: to === '/', includeSearch: false }}
            title={rail ? t(`nav.${name}`) : undefined}
          >
            <Icon size={20} stroke={1.75} aria-hidden />
            <span className={classes.word}>{t(`nav.${name}`)}</span>
          </Link>
        ))}
      </div>
      <UnstyledButton
        className={classes.link}
        mt="auto"
        onClick={() => setRail(!rail)}
        aria-label={rail ? t('nav.expand') : t('nav.collapse')}
        aria-expanded={!rail}
      >
        <IconLayoutSidebar size={20} stroke={1.75} aria-hidden />
        <span className={classes.word}>{t('nav.collapse')}</span>
      </UnstyledButton>
    </nav>
  );
}
