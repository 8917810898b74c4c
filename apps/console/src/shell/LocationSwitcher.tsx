import { Combobox, ScrollArea, UnstyledButton, useCombobox, VisuallyHidden } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconChevronDown, IconMapPin } from '../components/icons.ts';
import { playersBelow } from '../lib/locations.ts';
import { plain } from '../lib/plain.ts';
import { useLocations, useScope } from '../lib/useLocations.ts';
import classes from './LocationSwitcher.module.css';

/** The place that narrows every page. It stands in the URL, so that a link shows a colleague the same. */
export function LocationSwitcher() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { items, rows } = useLocations();
  const { loc, location } = useScope();
  const [query, setQuery] = useState('');
  const combobox = useCombobox({
    onDropdownClose: () => {
      setQuery('');
      combobox.resetSelectedOption();
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  });
  const total = items.reduce((sum, { player_count }) => sum + player_count, 0);
  const count = location ? playersBelow(items, location.id) : total;
  const name = location?.name ?? t('header.everywhere');
  const wanted = plain(query.trim());
  const found = rows.filter(row => plain(row.location.name).includes(wanted));

  const choose = (value: string) => {
    const id = Number(value);
    void navigate({ to: '.', search: previous => ({ ...previous, loc: id > 0 ? id : undefined, page: undefined }) });
    combobox.closeDropdown();
  };

  return (
    <Combobox store={combobox} onOptionSubmit={choose} width={320} position="bottom-start">
      <Combobox.Target targetType="button" withAriaAttributes={false}>
        <UnstyledButton
          className={classes.button}
          aria-haspopup="listbox"
          aria-expanded={combobox.dropdownOpened}
          onClick={() => combobox.toggleDropdown()}
        >
          <IconMapPin size={18} stroke={1.75} aria-hidden />
          <span className={classes.words}>
            <VisuallyHidden>{t('header.location')}</VisuallyHidden>
            <b className="el">{name}</b>
            <small className="el">
              {location
                ? t('header.screens', { count })
                : `${t('header.places', { count: items.length })} · ${t('header.screens', { count })}`}
            </small>
          </span>
          <IconChevronDown size={16} aria-hidden />
        </UnstyledButton>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={query}
          onChange={event => setQuery(event.currentTarget.value)}
          placeholder={t('header.findLocation')}
          aria-label={t('header.findLocation')}
        />
        <Combobox.Options aria-label={t('header.location')}>
          <ScrollArea.Autosize mah={360} type="auto" scrollbars="y">
            {!wanted && (
              <Combobox.Option value="0" active={loc === undefined}>
                {t('header.everywhere')}
              </Combobox.Option>
            )}
            {found.map(row => (
              <Combobox.Option key={row.location.id} value={String(row.location.id)} active={row.location.id === loc}>
                <span className={classes.option} style={{ paddingLeft: wanted ? 0 : row.depth * 16 }}>
                  <span className="el">{row.location.name}</span>
                  {wanted && row.path.length > 0 && <small className="dim el">{row.path.at(-1)}</small>}
                  <span className={`${classes.count} num`}>{playersBelow(items, row.location.id)}</span>
                </span>
              </Combobox.Option>
            ))}
            {found.length === 0 && <Combobox.Empty>{t('header.noLocation')}</Combobox.Empty>}
          </ScrollArea.Autosize>
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
