import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { IconUnlink } from '../../components/icons.ts';
import { StateCard } from '../../components/StateCard.tsx';

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <div style={{ padding: 'var(--pad)', maxWidth: 640 }}>
      <h1 className="el" style={{ marginBottom: 16 }}>
        {t('state.pageNotFoundTitle')}
      </h1>
      <StateCard
        icon={IconUnlink}
        title={t('state.notFoundTitle')}
        actions={
          <Button variant="light" size="xs" renderRoot={props => <Link to="/" {...props} />}>
            {t('state.goHome')}
          </Button>
        }
      >
        {t('state.pageNotFound')}
      </StateCard>
    </div>
  );
}
