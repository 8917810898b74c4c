import i18next from 'i18next';
import type { ReactNode } from 'react';
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '../components/icons.ts';
import { patient } from './patient.ts';
import { toasts } from './toasts.ts';

interface Toast {
  title: string;
  message: string | undefined;
  icon: ReactNode;
  autoClose: number | false;
  className: string;
}

async function show({ message, ...toast }: Toast): Promise<void> {
  toasts.want();
  const { notifications } = await patient(() => import('@mantine/notifications'))();
  notifications.show({
    ...toast,
    message: message ?? null,
    color: 'transparent',
    closeButtonProps: { 'aria-label': i18next.t('action.close') },
  });
}

/** Done: goes by itself after 5 s. */
export function notifyDone(title: string, message?: string): void {
  void show({ title, message, icon: <IconCircleCheck size={20} />, autoClose: 5000, className: 'toast-ok' });
}

/** Failed: stays until it is closed. */
export function notifyFailed(title: string, message?: string): void {
  void show({ title, message, icon: <IconCircleX size={20} />, autoClose: false, className: 'toast-bad' });
}

/** Worth knowing, nothing broke. */
export function notifyWarning(title: string, message?: string): void {
  void show({ title, message, icon: <IconAlertTriangle size={20} />, autoClose: 8000, className: 'toast-warn' });
}
