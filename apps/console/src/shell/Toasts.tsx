import '@mantine/notifications/styles.css';
import { Notifications } from '@mantine/notifications';

/** The corner where results are told. */
export function Toasts() {
  return <Notifications position="bottom-right" limit={4} />;
}
