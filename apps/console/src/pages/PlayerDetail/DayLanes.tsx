import { Tooltip, UnstyledButton } from '@mantine/core';
import type { PlayerDay } from '@tvs/protocol';
import { type CSSProperties, type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconAlertTriangle } from '../../components/icons.ts';
import { time } from '../../lib/format.ts';
import classes from './Day.module.css';
import { placeOf, type Span, spanOf, ticksOf } from './dayView.ts';
import type { Piece } from './useDayPieces.ts';

/** Width of a lane in per cent below which no name is legible in a piece. */
const legible = 5;

/** The plan above, the journal below, on one axis: a difference is a notch. Arrows go from piece to piece. */
export function DayLanes({ day, pieces, now }: { day: PlayerDay; pieces: readonly Piece[]; now: number }) {
  const { t } = useTranslation();
  const span = spanOf(day);
  const line = placeOf(span, now, now + 1);
  return (
    <div className={classes.lanes}>
      {(['planned', 'played'] as const).map(lane => (
        <Lane key={lane} span={span} label={t(`screen.day.${lane}`)} pieces={pieces.filter(piece => piece.lane === lane)} />
      ))}
      <div className={classes.axis} aria-hidden>
        {ticksOf(span, day.timezone).map(({ at, hour }) => (
          <span
            key={at}
            style={{ left: `${((at - span.from) / (span.to - span.from)) * 100}%` }}
            data-step={hour % 6 === 0 ? 6 : hour % 3 === 0 ? 3 : 1}
          >
            {hour}h
          </span>
        ))}
      </div>
      {line && (
        <div className={classes.overlay} aria-hidden>
          <i className={classes.now} style={{ left: `${line.left}%` }}>
            <b className="num">{time(now, day.timezone)}</b>
          </i>
        </div>
      )}
    </div>
  );
}

function Lane({ span, label, pieces }: { span: Span; label: string; pieces: readonly Piece[] }) {
  const [stop, setStop] = useState(0);
  const inOrder = pieces.toSorted((a, b) => a.start - b.start);
  return (
    <>
      <span className={classes.label} aria-hidden>
        {label}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
      <div className={classes.lane} role="group" aria-label={label} onKeyDown={walk}>
        {inOrder.map((piece, place) => {
          const at = placeOf(span, piece.start, piece.end);
          if (!at) return null;
          const { key, kind, when, what, why, failed, campaignId } = piece;
          const style: CSSProperties & Record<'--edge', string> = {
            left: `${at.left}%`,
            width: `max(3px, calc(${at.width}% - 2px))`,
            '--edge': campaignId === null ? 'var(--ctl)' : `var(--chart-${(campaignId % 6) + 1})`,
          };
          return (
            <Tooltip
              key={key}
              multiline
              maw={320}
              events={{ hover: true, focus: true, touch: true }}
              label={
                <span className={classes.tip}>
                  <b>{what}</b>
                  <span className="num">{when}</span>
                  {why && <span>{why}</span>}
                </span>
              }
            >
              <UnstyledButton
                className={classes.piece}
                data-kind={kind}
                style={style}
                aria-label={[`${when}: ${what}`, why].filter(Boolean).join('. ')}
                tabIndex={place === Math.min(stop, inOrder.length - 1) ? 0 : -1}
                onFocus={() => setStop(place)}
              >
                {failed && <IconAlertTriangle size={14} aria-hidden />}
                {(kind === 'planned' || kind === 'played') && at.width > legible && <span className="el">{what}</span>}
              </UnstyledButton>
            </Tooltip>
          );
        })}
      </div>
    </>
  );
}

/** Arrows, Home and End within a lane. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('button')];
  const here = all.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: all.length - 1 }[event.key];
  const next = to === undefined ? undefined : all[to];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
