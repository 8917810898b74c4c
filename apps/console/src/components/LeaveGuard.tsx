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
  /** What is tried before anybody is asked: whether all is saved by it. */
  save?: () => Promise<boolean>;
  /** What of the address opens the form: when one of these changes, it closes. */
  keys: readonly string[];
}

/** Asks before a form with unsaved changes is left, by whatever way: Esc, another row, another page, closing the tab. */
export function LeaveGuard({ unsaved, save, keys }: LeaveGuardProps) {
  const { t } = useTranslation();
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: async ({ current, next }) => unsaved() && leaves(current as Place, next as Place, keys) && !(await soon(save?.())),
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

/** A server that does not answer keeps nobody waiting for the question. */
async function soon(saved: Promise<boolean> | undefined): Promise<boolean> {
  if (!saved) return false;
  return Promise.race([saved, new Promise<boolean>(resolve => setTimeout(() => resolve(false), 2500))]);
}

function leaves(current: Place, next: Place, keys: readonly string[]): boolean {
  return current.pathname !== next.pathname || keys.some(key => current.search[key] !== next.search[key]);
}
