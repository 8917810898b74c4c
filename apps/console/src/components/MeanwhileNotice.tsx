import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Edit } from '../lib/useEdit.ts';
import { GoneNotice } from './GoneNotice.tsx';
import { IconAlertTriangle } from './icons.ts';
import classes from './MeanwhileNotice.module.css';
import notices from './Notice.module.css';

/** One field in words. */
export interface Fact {
  label: string;
  text: string;
}

interface MeanwhileNoticeProps<V extends object> {
  edit: Edit<V>;
  /** The fields of the form in words, always all of them and in the same order. */
  facts: (values: V) => Fact[];
  onSave: () => void;
  /** Makes another of it, with what is typed, when it is gone; left out: that can't be. */
  onAnew?: () => void;
}

/** Somebody else was quicker: who, what differs, and the ways on. Nothing typed is lost on either. */
export function MeanwhileNotice<V extends object>({ edit, facts, onSave, onAnew }: MeanwhileNoticeProps<V>) {
  const { t } = useTranslation();
  const { meanwhile, dropped, values, gone } = edit;
  const notice = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!meanwhile) return;
    notice.current?.scrollIntoView({ block: 'nearest' });
    notice.current?.focus({ preventScroll: true });
  }, [meanwhile]);
  const shown = (text: string) => text || t('editing.stale.empty');

  if (gone) {
    const copy = facts(values).flatMap(({ label, text }) => (text ? [`${label}: ${text}`] : []));
    return (
      <GoneNotice who={gone.who} copy={copy.join('\n')}>
        {onAnew && (
          <Button type="button" size="xs" variant="light" onClick={onAnew}>
            {t('editing.gone.anew')}
          </Button>
        )}
      </GoneNotice>
    );
  }

  if (!meanwhile) {
    if (!dropped) return null;
    const now = facts(values);
    const lost = facts(dropped).filter(({ text }, at) => text !== now[at]?.text);
    if (lost.length === 0) return null;
    return (
      <section className={notices.notice} aria-label={t('editing.stale.loaded')}>
        <p>{t('editing.stale.loaded')}</p>
        <ul>
          {lost.map(({ label, text }) => (
            <li key={label}>
              {label}: <b>{shown(text)}</b>
            </li>
          ))}
        </ul>
      </section>
    );
  }

  const [before, theirs] = [facts(meanwhile.before), facts(meanwhile.theirs)];
  // What they changed; where I left it alone, the form has taken theirs over already.
  const changed = facts(values).flatMap((mine, at) => {
    const other = theirs[at]?.text ?? '';
    return other === before[at]?.text ? [] : [{ ...mine, other }];
  });
  const clashing = changed.some(({ text, other }) => text !== other);
  const title = meanwhile.who ? t('editing.stale.titleBy', { who: meanwhile.who }) : t('editing.stale.title');
  return (
    <section ref={notice} className={notices.notice} role="alert" tabIndex={-1} aria-label={title}>
      <h3>
        <IconAlertTriangle size={18} aria-hidden /> {title}
      </h3>
      <p>{clashing ? t('editing.stale.text') : t('editing.stale.same')}</p>
      {changed.length > 0 && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('editing.stale.field')}</th>
              <th scope="col">{t('editing.stale.theirs')}</th>
              <th scope="col">{t('editing.stale.mine')}</th>
            </tr>
          </thead>
          <tbody>
            {changed.map(({ label, text, other }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{shown(other)}</td>
                <td>{shown(text)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className={notices.ways}>
        <Button type="button" size="xs" variant="light" onClick={edit.loadTheirs}>
          {t('editing.stale.loadTheirs')}
        </Button>
        <Button type="button" size="xs" variant="default" onClick={onSave}>
          {t('editing.stale.saveMine')}
        </Button>
      </div>
    </section>
  );
}
