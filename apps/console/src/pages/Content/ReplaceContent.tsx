import { Button, Group, Modal } from '@mantine/core';
import type { Content } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { Failed } from '../../components/Failed.tsx';
import { bytes } from '../../lib/format.ts';
import { useOnAir } from '../../lib/useOnAir.ts';
import classes from './Bulk.module.css';
import { UsedNames } from './UsedNames.tsx';
import { countUses, useUses } from './useUses.ts';

interface ReplaceContentProps {
  content: Content;
  file: File;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before a file takes another's place, with the campaigns and the number of screens that will show it. */
export function ReplaceContent({ content: { id, title }, file, onConfirm, onClose }: ReplaceContentProps) {
  const { t } = useTranslation();
  const { uses, error, again } = useUses([id]);
  const own = uses?.get(id);
  const onAir = useOnAir();
  const screens = own?.campaigns.reduce((sum, { id, place }) => sum + (place === null ? 0 : (onAir.get(id) ?? 0)), 0) ?? 0;
  return (
    <Modal opened onClose={onClose} title={t('content.replace.title', { title })} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <div className={classes.form}>
        <p>{t('content.replace.by', { name: file.name, size: bytes(file.size) })}</p>
        {error !== null && <Failed error={error} onRetry={again} />}
        {own && (
          <p>
            {countUses(own) > 0 ? (
              <>
                {t('content.replace.used')} <UsedNames uses={own} />.{' '}
                {screens > 0 && <b>{t('content.replace.screens', { count: screens })}</b>}
              </>
            ) : (
              t('content.used.none')
            )}
          </p>
        )}
        <p className="mut">{t('content.replace.hint')}</p>
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('action.cancel')}
          </Button>
          <Button disabled={!own && error === null} onClick={onConfirm}>
            {t('content.replace.open')}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}
