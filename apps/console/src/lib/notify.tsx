import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '../components/icons.ts';

/** Done: goes by itself after 5 s. */
export function notifyDone(title: string, message?: string): void {
  notifications.show({
    title,
    message: message ?? null,
    icon: <IconCircleCheck size={20} />,
    color: 'transparent',
    autoClose: 5000,
    className: 'toast-ok',
  });
}

/** Failed: stays until it is closed. */
export function notifyFailed(title: string, message?: string): void {
  notifications.show({
    title,
    message: message ?? null,
    icon: <IconCircleX size={20} />,
    color: 'transparent',
    autoClose: false,
    className: 'toast-bad',
  });
}

/** Worth knowing, nothing broke. */
export function notifyWarning(title: string, message?: string): void {
  notifications.show({
    title,
    message: message ?? null,
    icon: <IconAlertTriangle size={20} />,
    color: 'transparent',
    autoClose: 8000,
    className: 'toast-warn',
  });
}
