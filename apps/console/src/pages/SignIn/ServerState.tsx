import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import classes from './SignIn.module.css';

/** Whether there is a server behind the door. */
export function ServerState() {
  const { t } = useTranslation();
  const health = $api.useQuery('get', '/health', {}, { refetchInterval: 15_000, retry: false });
  if (health.isPending) return <span />;
  return (
    <span className={classes.server} data-off={health.isError || undefined} role="status">
      <i aria-hidden />
      {health.isError ? t('signIn.serverOff') : t('signIn.serverOn')}
    </span>
  );
}
