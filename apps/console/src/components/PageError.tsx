import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { IconCircleXFilled, IconRefresh } from './icons.ts';
import { StateCard } from './StateCard.tsx';

/** A page that threw: said in its place, the frame around it stays. */
export function PageError() {
  const { t } = useTranslation();
  return (
    <div style={{ padding: 'var(--pad)' }}>
      <StateCard
        icon={IconCircleXFilled}
        tone="bad"
        title={t('state.crashTitle')}
        actions={
          <Button variant="light" size="xs" leftSection={<IconRefresh size={16} />} onClick={() => window.location.reload()}>
            {t('state.reload')}
          </Button>
        }
      >
        {t('state.crash')}
      </StateCard>
    </div>
  );
}
