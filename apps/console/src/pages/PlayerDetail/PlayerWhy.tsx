import { Button, Skeleton } from '@mantine/core';
import type { PlayerProgramme } from '@tvs/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { Failed } from '../../components/Failed.tsx';
import { IconCircleCheck, IconCircleX, IconClock } from '../../components/icons.ts';
import { moment } from '../../lib/format.ts';
import { useReason } from '../../lib/useReason.ts';
import { useRuleWords } from '../../lib/useRuleWords.ts';
import { AskWhen } from './AskWhen.tsx';
import classes from './PlayerDetail.module.css';

interface PlayerWhyProps {
  playerId: number;
  /** What counts now. */
  now: { data: PlayerProgramme | undefined; isError: boolean; error: unknown; refetch: () => unknown };
}

/** Others that are named at once. */
const few = 8;

/** Why this is on, and why the others are not: the engine's own reasons in words. */
export function PlayerWhy({ playerId, now }: PlayerWhyProps) {
  const { t } = useTranslation();
  const reason = useReason();
  const rule = useRuleWords();
  const [asking, setAsking] = useState(false);
  const [at, setAt] = useState<string | null>(null);
  const [all, setAll] = useState(false);
  const then = $api.useQuery(
    'get',
    '/players/{id}/programme',
    { params: { path: { id: String(playerId) }, query: { at: at ?? '' } } },
    { enabled: at !== null, placeholderData: previous => previous },
  );
  const query = at === null ? now : then;
  const { data } = query;
  const plays = data?.explain.filter(({ verdict }) => verdict === 'plays') ?? [];
  const nameOf = (scheduleId: number) => data?.explain.find(line => line.schedule_id === scheduleId)?.campaign_name;
  const ruleOf = (scheduleId: number) => data?.programme.programme?.schedules.find(({ id }) => id === scheduleId);
  const rank = ({ verdict, schedule_id }: Line) => (verdict === 'beaten' ? 1e6 : 0) + (ruleOf(schedule_id)?.priority ?? 0);
  // The nearest rivals first: what is on and beaten, by its rank.
  const rivals = (data?.explain.filter(({ verdict }) => verdict !== 'plays') ?? []).sort((a, b) => rank(b) - rank(a));
  const others = all ? rivals : rivals.slice(0, few);
  const played = (scheduleId: number) => {
    const found = ruleOf(scheduleId);
    return found && `${rule(found)}.`;
  };
  return (
    <section className={classes.card} aria-labelledby="why">
      <h2 id="why">{data && at ? t('screen.why.title', { when: moment(at, data.timezone) }) : t('players.detail.why')}</h2>
      {!data && query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {!data && !query.isError && <Skeleton height={96} mt={12} />}
      {data && (
        <ul className={classes.why}>
          {plays.map(line => (
            <li key={line.schedule_id} data-plays>
              <IconCircleCheck size={20} aria-hidden />
              <span>
                <b>{line.campaign_name}</b>
                <span className="mut">{capital(played(line.schedule_id) ?? reason(line, nameOf))}</span>
              </span>
            </li>
          ))}
          {plays.length === 0 && <li className="mut">{t(whyBase(data.now))}</li>}
        </ul>
      )}
      {others.length > 0 && (
        <>
          <h3 className={classes.sub}>{t('players.detail.whyNot')}</h3>
          <ul className={classes.why}>
            {others.map(line => (
              <li key={line.schedule_id}>
                <IconCircleX size={20} stroke={1.75} aria-hidden />
                <span>
                  <b>{line.campaign_name}</b>
                  <span className="mut">{reason(line, nameOf)}</span>
                </span>
              </li>
            ))}
          </ul>
          {rivals.length > others.length && (
            <Button size="xs" variant="subtle" mt={4} ml={-8} onClick={() => setAll(true)}>
              {t('players.detail.whyMore', { count: rivals.length - others.length })}
            </Button>
          )}
        </>
      )}
      {now.data && asking ? (
        <AskWhen
          zone={now.data.timezone}
          onAsk={setAt}
          onEnd={() => {
            setAt(null);
            setAsking(false);
          }}
        />
      ) : (
        <Button size="xs" variant="subtle" mt={10} ml={-8} leftSection={<IconClock size={16} />} onClick={() => setAsking(true)}>
          {t('screen.why.ask')}
        </Button>
      )}
    </section>
  );
}

type Line = PlayerProgramme['explain'][number];

function whyBase({ campaign_id, empty }: PlayerProgramme['now']) {
  if (campaign_id === null) return 'players.detail.whyNothing';
  return empty ? 'players.detail.whyEmpty' : 'players.detail.whyDefault';
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);
