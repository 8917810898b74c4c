import { Button } from '@mantine/core';
import type { Campaign, CampaignItem } from '@tvs/protocol';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Filmstrip } from '../../components/Filmstrip.tsx';
import { IconAlertTriangle } from '../../components/icons.ts';
import notice from '../../components/Notice.module.css';
import { localDate } from '../../lib/format.ts';
import { itemsOf } from './useDraft.ts';

interface TheirSequenceProps {
  theirs: Campaign;
  mine: readonly CampaignItem[];
  onTheirs: () => void;
  onMine: () => void;
}

/** Somebody else changed the sequence meanwhile: theirs and mine below each other, and the ways on. */
export function TheirSequence({ theirs, mine, onTheirs, onMine }: TheirSequenceProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  const there = itemsOf(theirs);
  const sides = [
    { key: 'theirs', label: t('editing.stale.theirs'), items: there },
    { key: 'mine', label: t('editing.stale.mine'), items: mine },
  ];
  return (
    <section ref={box} className={notice.notice} role="alert" tabIndex={-1} aria-label={t('editing.stale.title')}>
      <h3>
        <IconAlertTriangle size={18} aria-hidden /> {t('editing.stale.title')}
      </h3>
      <p>{t('editing.stale.draftText')}</p>
      <dl className={notice.sides}>
        {sides.map(({ key, label, items }) => (
          <div key={key}>
            <dt>
              {label}: {t('editing.stale.items', { count: items.length })}
            </dt>
            <dd>
              <Filmstrip items={items} />
              <span className="el">{items.map(titled).join(' · ')}</span>
            </dd>
          </div>
        ))}
      </dl>
      <div className={notice.ways}>
        <Button size="xs" variant="light" onClick={onTheirs}>
          {t('editing.stale.loadTheirs')}
        </Button>
        <Button size="xs" variant="default" onClick={onMine}>
          {t('editing.stale.saveMine')}
        </Button>
      </div>
    </section>
  );
}

/** With its dates: the same files on other days are another sequence. */
function titled({ content, valid_from, valid_until }: CampaignItem): string {
  if (valid_from === null && valid_until === null) return content.title;
  const [from, until] = [valid_from, valid_until].map(date => (date === null ? '' : localDate(date)));
  return `${content.title} (${from === until ? from : `${from} – ${until}`})`;
}
