import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';

/** Saves a form of settings; `idle`: there is nothing to save, or something to decide first. Only administrators see it. */
export function SaveSettings({ saving, idle }: { saving: boolean; idle: boolean }) {
  const { t } = useTranslation();
  const { isAdmin } = useAuth();
  return isAdmin ? (
    // Not `disabled`: the keyboard would fall off it once it has saved.
    <Button
      type={idle ? 'button' : 'submit'}
      variant="default"
      loading={saving}
      data-disabled={idle}
      aria-disabled={idle}
      style={{ justifySelf: 'start' }}
    >
      {t('action.save')}
    </Button>
  ) : null;
}
