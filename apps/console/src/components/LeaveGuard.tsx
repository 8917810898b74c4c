import { useBlocker } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from './ConfirmDialog.tsx';

interface Place {
  pathname: string;
  search: Readonly<Record<string, unknown>>;
}

interface LeaveGuardProps {
  /** Asked at the moment of leaving. */
  unsaved: () => boolean;
  /** What of the address opens the form: when one of these changes, it closes. */
  keys: readonly string[];
}

/** Asks before a form with unsaved changes is left, by whatever way: Esc, another row, another page, closing the tab. */
export function LeaveGuard({ unsaved, keys }: LeaveGuardProps) {
  const { t } = useTranslation();
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => unsaved() && leaves(current as Place, next as Place, keys),
    enableBeforeUnload: unsaved,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      opened={status === 'blocked'}
      title={t('editing.leave.title')}
      confirm={t('editing.leave.leave')}
      cancel={t('editing.leave.stay')}
      onConfirm={() => proceed?.()}
      onClose={() => reset?.()}
    >
      {t('editing.leave.text')}
    </ConfirmDialog>
  );
}

function leaves(current: Place, next: Place, keys: readonly string[]): boolean {
  return current.pathname !== next.pathname || keys.some(key => current.search[key] !== next.search[key]);
}
