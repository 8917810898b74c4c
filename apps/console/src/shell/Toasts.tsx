import '@mantine/notifications/styles.css';
import { Notifications } from '@mantine/notifications';
import classes from './Toasts.module.css';

/** The corner where results are told. */
export function Toasts() {
  return <Notifications position="bottom-right" limit={4} classNames={{ root: classes.toasts }} />;
}
