import { Menu, UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { IconMenu2 } from '../components/icons.ts';
import { pages } from './pages.ts';
import classes from './TabBar.module.css';

/** The pages on a phone: the four one needs most within the thumb's reach, the rest behind "more". */
export function TabBar() {
  const { t } = useTranslation();
  return (
    <nav className={classes.bar} aria-label={t('nav.label')}>
      {pages
        .filter(page => page.tab)
        .map(({ to, name, Icon }) => (
          <Link key={to} to={to} className={classes.tab} activeOptions={{ exact: to === '/', includeSearch: false }}>
            <span className={classes.pill}>
              <Icon size={22} stroke={1.75} aria-hidden />
            </span>
            {t(`nav.${name}`)}
          </Link>
        ))}
      <Menu position="top-end">
        <Menu.Target>
          <UnstyledButton className={classes.tab}>
            <span className={classes.pill}>
              <IconMenu2 size={22} stroke={1.75} aria-hidden />
            </span>
            {t('nav.more')}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {pages
            .filter(page => !page.tab)
            .map(({ to, name, Icon }) => (
              <Menu.Item key={to} renderRoot={props => <Link to={to} {...props} />} leftSection={<Icon size={20} stroke={1.75} />} py={12}>
                {t(`nav.${name}`)}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
    </nav>
  );
}
