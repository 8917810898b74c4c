import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { IconUnlink } from '../components/icons.ts';
import { StateCard } from '../components/StateCard.tsx';

/** The place in the address was deleted, or isn't this person's to see. */
export function PlaceGone() {
  const { t } = useTranslation();
  return (
    <div role="alert" style={{ padding: 'var(--pad)' }}>
      <StateCard
        icon={IconUnlink}
        tone="warn"
        title={t('editing.gone.place')}
        actions={
          <Button
            variant="light"
            size="xs"
            renderRoot={props => <Link to="." search={previous => ({ ...previous, loc: undefined, page: undefined })} {...props} />}
          >
            {t('editing.gone.everywhere')}
          </Button>
        }
      >
        {t('editing.gone.placeText')}
      </StateCard>
    </div>
  );
}
