import { ActionIcon, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { IconStack2, IconTags, IconTrash, IconX } from '../../components/icons.ts';
import classes from './Bulk.module.css';

export type BulkDeed = 'tags' | 'put' | 'delete';

interface SelectionBarProps {
  count: number;
  /** Whether all of this page are chosen. */
  whole: boolean;
  onPage: () => void;
  onDo: (deed: BulkDeed) => void;
  onClear: () => void;
}

/** What can be done to the chosen files. */
export function SelectionBar({ count, whole, onPage, onDo, onClear }: SelectionBarProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.bar} role="toolbar" aria-label={t('content.bulk.label')}>
      <span className={`${classes.count} num`} role="status">
        {t('content.bulk.count', { count })}
      </span>
      {!whole && (
        <Button variant="subtle" size="xs" onClick={onPage} aria-keyshortcuts="Control+A">
          {t('content.bulk.page')}
        </Button>
      )}
      <Button data-deed variant="default" size="xs" leftSection={<IconTags size={16} />} onClick={() => onDo('tags')}>
        {t('content.bulk.tags')}
      </Button>
      <Button data-deed variant="default" size="xs" leftSection={<IconStack2 size={16} />} onClick={() => onDo('put')}>
        {t('content.put.open')}
      </Button>
      <Button
        data-deed
        variant="default"
        size="xs"
        c="var(--bad)"
        leftSection={<IconTrash size={16} />}
        onClick={() => onDo('delete')}
        aria-keyshortcuts="Delete"
      >
        {t('action.delete')}
      </Button>
      <ActionIcon aria-label={t('content.bulk.clear')} aria-keyshortcuts="Escape" onClick={onClear}>
        <IconX size={18} />
      </ActionIcon>
    </div>
  );
}
