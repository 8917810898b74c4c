import { Button, VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { IconUnlink } from '../../components/icons.ts';
import { StateCard } from '../../components/StateCard.tsx';
import { useWhoDid } from '../../lib/useWhoDid.ts';

/** Over what was known of a screen that somebody deleted meanwhile. */
export function PlayerGone({ id, name }: { id: number; name: string }) {
  const { t } = useTranslation();
  const who = useWhoDid('player', id);
  return (
    <div role="alert" style={{ marginBottom: 16 }}>
      <VisuallyHidden component="h1">{name}</VisuallyHidden>
      <StateCard
        icon={IconUnlink}
        tone="warn"
        title={who ? t('editing.gone.playerBy', { who }) : t('editing.gone.player')}
        actions={
          <Button variant="light" size="xs" renderRoot={props => <Link to="/players" {...props} />}>
            {t('editing.gone.players')}
          </Button>
        }
      >
        {t('editing.gone.playerText')}
      </StateCard>
    </div>
  );
}
