import { Popover, TextInput, UnstyledButton } from '@mantine/core';
import type { Schedule } from '@tvs/protocol';
import { type KeyboardEvent, memo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Block } from './blocks.ts';
import classes from './Crowd.module.css';
import type { Crowd } from './lanes.ts';
import { placeOf } from './place.ts';

interface CrowdStripProps {
  crowd: Crowd;
  dayName: string;
  schedules: ReadonlyMap<number, Schedule>;
  nameOf: (scheduleId: number, campaignId: number) => string;
  hoursOf: (hours: Pick<Block, 'from' | 'to'>) => string;
  whyOf: (block: Block) => string;
  /** The schedule that is worked on is among them. */
  selected: boolean;
  onSelect: (scheduleId: number) => void;
}

/** A strip in place of beaten blocks that are too many to be read: how many, and on demand each of them with its reason. */
export const CrowdStrip = memo(function CrowdStrip(props: CrowdStripProps) {
  const { crowd, dayName, hoursOf, selected, onSelect } = props;
  const { t } = useTranslation();
  const strip = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState(false);
  const open = (next: boolean) => {
    setOpened(next);
    // Before anything else is opened, which remembers where it was opened from.
    if (!next) strip.current?.focus({ preventScroll: true });
  };
  const times = { count: crowd.count, day: dayName, times: hoursOf(crowd) };
  return (
    <Popover
      opened={opened}
      onChange={open}
      position="left-start"
      // On a phone no side has room for it: then it lies over the day.
      middlewares={sides}
      width={340}
      trapFocus
      shadow="md"
      portalProps={{ target: 'main' }}
    >
      <Popover.Target>
        <UnstyledButton
          ref={strip}
          className={`${classes.strip} num`}
          style={placeOf(crowd)}
          data-selected={selected || undefined}
          aria-label={t('schedule.crowd.open', times)}
          onClick={() => open(!opened)}
        >
          +{crowd.count}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t('schedule.crowd.title', times)}>
        <CrowdList
          {...props}
          title={t('schedule.crowd.title', times)}
          onSelect={id => {
            open(false);
            onSelect(id);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
});

const sides = { flip: true, shift: { crossAxis: true, padding: 8 } };

/** So many are read at a glance; more are looked for by name. */
const few = 8;

function CrowdList({ crowd, schedules, title, nameOf, hoursOf, whyOf, onSelect }: CrowdStripProps & { title: string }) {
  const { t } = useTranslation();
  const [sought, setSought] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const rank = ({ scheduleId }: Block) => schedules.get(scheduleId)?.priority ?? 0;
  const rows = crowd.blocks
    .map(block => ({ block, name: nameOf(block.scheduleId, block.campaignId) }))
    .filter(({ name }) => plain(name).includes(plain(sought)))
    .sort((a, b) => a.block.from - b.block.from || rank(b.block) - rank(a.block) || b.block.scheduleId - a.block.scheduleId);
  const go = (event: KeyboardEvent) => {
    const buttons: Element[] = [...(list.current?.querySelectorAll('button') ?? [])];
    const here = document.activeElement ? buttons.indexOf(document.activeElement) : -1;
    const next = { ArrowDown: here + 1, ArrowUp: here - 1, ...(here >= 0 ? { Home: 0, End: buttons.length - 1 } : {}) }[event.key];
    const button = next === undefined ? undefined : buttons[next];
    if (!(button instanceof HTMLElement)) return;
    event.preventDefault();
    button.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows are a shortcut between its buttons
    <div onKeyDown={go}>
      <h3 className={classes.title}>{title}</h3>
      {crowd.blocks.length > few && (
        <TextInput
          className={classes.search}
          size="sm"
          value={sought}
          aria-label={t('schedule.crowd.search')}
          placeholder={t('schedule.crowd.search')}
          onChange={event => setSought(event.currentTarget.value)}
        />
      )}
      <ul ref={list} className={classes.list}>
        {rows.map(({ block, name }) => (
          <li key={block.key}>
            <UnstyledButton
              className={classes.row}
              style={{ '--edge': `var(--chart-${(block.campaignId % 6) + 1})` }}
              onClick={() => onSelect(block.scheduleId)}
            >
              <b>{name}</b> <span className="num">{hoursOf(block)}</span>
              <span className={classes.why}>{t('schedule.crowd.row', { priority: rank(block), why: whyOf(block) })}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {rows.length === 0 && <p className={`${classes.none} mut`}>{t('schedule.crowd.none')}</p>}
    </div>
  );
}

/** Without capitals and accents, as people type who look for something. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
