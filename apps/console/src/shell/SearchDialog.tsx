import { Combobox, Modal, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconSearch } from '../components/icons.ts';
import classes from './SearchDialog.module.css';
import { type Found, useFound } from './useFound.tsx';

/** Finds screens, contents, campaigns, editorials, places and pages by name. */
export function SearchDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [wanted] = useDebouncedValue(text.trim(), 200);
  const { groups, isPending } = useFound(wanted);
  // Escape reaches the list before the dialog: both end together.
  const combobox = useCombobox({ opened: true, onOpenedChange: open => !open && onClose() });
  const all = groups.flatMap(({ found }) => found);
  const first = all[0]?.key;
  // Enter goes to the best, so the first one is chosen as soon as it is there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the store is a new object at every drawing
  useEffect(() => {
    if (first) combobox.selectFirstOption();
    else combobox.resetSelectedOption();
  }, [first]);

  const open = (found: Found | undefined) => {
    if (!found) return;
    onClose();
    void navigate(found.link);
  };

  return (
    <Modal
      opened
      onClose={onClose}
      size={640}
      padding={0}
      centered={false}
      yOffset="10dvh"
      withCloseButton={false}
      classNames={{ content: classes.box }}
      attributes={{ content: { 'aria-label': t('search.button') } }}
    >
      <Combobox store={combobox} onOptionSubmit={key => open(all.find(found => found.key === key))}>
        <Combobox.EventsTarget>
          <TextInput
            data-autofocus
            variant="unstyled"
            size="lg"
            className={classes.field}
            leftSection={<IconSearch size={20} stroke={1.75} aria-hidden />}
            placeholder={t('search.button')}
            aria-label={t('search.button')}
            value={text}
            onChange={event => setText(event.currentTarget.value)}
          />
        </Combobox.EventsTarget>
        <Combobox.Options className={classes.list} aria-label={t('search.results')}>
          {groups.map(({ title, found }) => (
            <Combobox.Group key={title} label={title}>
              {found.map(({ key, picture, name, hint }) => (
                <Combobox.Option key={key} value={key} className={classes.option}>
                  {picture}
                  <b className="el">{name}</b>
                  {hint && <span className={classes.hint}>{hint}</span>}
                </Combobox.Option>
              ))}
            </Combobox.Group>
          ))}
          {all.length === 0 && (
            <Combobox.Empty ta="left" p={16}>
              {isPending ? t('state.loading') : t('state.noResults', { q: wanted })}
            </Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox>
    </Modal>
  );
}
