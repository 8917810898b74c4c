import { useTranslation } from 'react-i18next';
import { IconAlertTriangle, IconCheck } from '../../components/icons.ts';
import { moment } from '../../lib/format.ts';
import { lineWord, topicWord } from './logWords.ts';
import classes from './PlayerLog.module.css';

interface LogLine {
  at: string;
  level: 'info' | 'problem';
  topic: string;
  text: string;
}

/** Lines of a player's log, in the words of the player. */
export function LogLines({ lines }: { lines: readonly LogLine[] }) {
  const { t } = useTranslation();
  if (lines.length === 0) return null;
  return (
    <ol className={classes.lines}>
      {lines.map(({ at, level, topic, text }, place) => {
        const problem = level === 'problem';
        const Icon = problem ? IconAlertTriangle : IconCheck;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have nothing of their own, and are replaced all at once
          <li key={place} data-problem={problem || undefined}>
            <Icon size={16} role="img" aria-label={t(problem ? 'players.detail.logProblem' : 'players.detail.logInfo')} />
            <time dateTime={at}>{moment(at)}</time>
            <b>{topicWord(t, topic)}</b>
            <span>{lineWord(t, topic, text)}</span>
          </li>
        );
      })}
    </ol>
  );
}
