import { Combobox, ScrollArea, useCombobox } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { plain } from '../lib/plain.ts';
import { useGrowing } from '../lib/useGrowing.ts';
import { useLocations, useScope } from '../lib/useLocations.ts';
import classes from './LocationSwitcher.module.css';
import { PlaceButton } from './PlaceButton.tsx';

/** The place that narrows every page. It stands in the URL, so that a link shows a colleague the same. */
export function LocationSwitcher() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { rows, players } = useLocations();
  const { loc } = useScope();
  const [query, setQuery] = useState('');
  const { limit, grow, reset } = useGrowing();
  const combobox = useCombobox({
    onDropdownClose: () => {
      setQuery('');
      combobox.resetSelectedOption();
    },
    onDropdownOpen: () => {
      reset(rows.findIndex(row => row.location.id === loc));
      combobox.focusSearchInput();
    },
  });
  const wanted = plain(query.trim());
  const found = rows.filter(row => plain(row.location.name).includes(wanted));

  const choose = (value: string) => {
    const id = Number(value);
    void navigate({ to: '.', search: previous => ({ ...previous, loc: id > 0 ? id : undefined, page: undefined }) });
    combobox.closeDropdown();
  };

  return (
    <Combobox store={combobox} onOptionSubmit={choose} width={320} position="bottom-start" keepMounted={false}>
      <Combobox.Target targetType="button" withAriaAttributes={false}>
        <PlaceButton aria-expanded={combobox.dropdownOpened} onClick={() => combobox.toggleDropdown()} />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={query}
          onChange={event => {
            setQuery(event.currentTarget.value);
            reset();
          }}
          placeholder={t('header.findLocation')}
          aria-label={t('header.findLocation')}
        />
        <Combobox.Options aria-label={t('header.location')}>
          <ScrollArea.Autosize mah={360} type="auto" scrollbars="y" onBottomReached={grow}>
            {!wanted && (
              <Combobox.Option value="0" active={loc === undefined}>
                {t('header.everywhere')}
              </Combobox.Option>
            )}
            {found.slice(0, limit).map(row => (
              <Combobox.Option key={row.location.id} value={String(row.location.id)} active={row.location.id === loc}>
                <span className={classes.option} style={{ paddingLeft: wanted ? 0 : row.depth * 16 }}>
                  <span className="el">{row.location.name}</span>
                  {wanted && row.path.length > 0 && <small className="dim el">{row.path.at(-1)}</small>}
                  <span className={`${classes.count} num`}>{players.get(row.location.id)}</span>
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
