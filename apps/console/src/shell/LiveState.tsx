import { useTranslation } from 'react-i18next';
import { useLive } from '../contexts/socket/SocketContext.tsx';
import classes from './LiveState.module.css';

/** Whether what one sees is live. */
export function LiveState() {
  const { t } = useTranslation();
  const { state } = useLive();
  return (
    <span className={classes.live} data-state={state} role="status">
      <i aria-hidden />
      <span className={classes.word}>{t(`header.${state}`)}</span>
    </span>
  );
}
