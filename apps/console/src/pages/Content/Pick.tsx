import { Checkbox } from '@mantine/core';
import type { Content } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import classes from './Pick.module.css';

interface PickProps {
  content: Content;
  chosen: boolean;
  onPick: (id: number, range: boolean) => void;
}

/** Ticks one file; with shift, by mouse or space bar, all from the one ticked before. */
export function Pick({ content: { id, title }, chosen, onPick }: PickProps) {
  const { t } = useTranslation();
  return (
    <Checkbox
      className={classes.pick ?? ''}
      label=" "
      aria-label={t('content.bulk.pick', { title })}
      checked={chosen}
      onChange={({ nativeEvent }) => onPick(id, 'shiftKey' in nativeEvent && nativeEvent.shiftKey === true)}
    />
  );
}
