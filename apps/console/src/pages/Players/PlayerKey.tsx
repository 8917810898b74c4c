import { ActionIcon, Button, CopyButton, TextInput } from '@mantine/core';
import type { PlayerWithKey } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { IconCheck, IconCopy, IconDeviceTv } from '../../components/icons.ts';
import classes from './Players.module.css';

/** The key, the one time it is shown, and the address that takes it to the screen. */
export function PlayerKey({ player, onDone }: { player: PlayerWithKey; onDone: () => void }) {
  const { t } = useTranslation();
  const path = `/player?key=${encodeURIComponent(player.player_key)}`;
  const link = `${window.location.origin}${path}`;
  return (
    <div className={classes.form}>
      <p className="mut">{t('players.key.text')}</p>
      <Secret label={t('players.key.link')} copy={t('players.key.copyLink')} value={link} />
      <Secret label={t('players.key.key')} copy={t('players.key.copyKey')} value={player.player_key} />
      <div className={classes.actions}>
        <Button variant="light" leftSection={<IconDeviceTv size={18} />} component="a" href={path} target="_blank" rel="noopener">
          {t('players.key.open')}
        </Button>
        <Button onClick={onDone}>{t('players.key.done')}</Button>
      </div>
    </div>
  );
}

function Secret({ label, copy, value }: { label: string; copy: string; value: string }) {
  const { t } = useTranslation();
  return (
    <div className={classes.secret}>
      <TextInput flex={1} label={label} value={value} readOnly onFocus={event => event.currentTarget.select()} />
      <CopyButton value={value}>
        {({ copied, copy: run }) => (
          <ActionIcon variant="default" aria-label={copied ? t('action.copied') : copy} onClick={run}>
            {copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
          </ActionIcon>
        )}
      </CopyButton>
    </div>
  );
}
