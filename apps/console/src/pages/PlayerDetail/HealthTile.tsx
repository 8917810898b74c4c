import { Progress } from '@mantine/core';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { IconAlertTriangle } from '../../components/icons.ts';
import classes from './Health.module.css';
import type { Trend } from './healthTrend.ts';

const Sparkline = lazy(() => import('@mantine/charts').then(charts => ({ default: charts.Sparkline })));

interface HealthTileProps {
  name: string;
  value: ReactNode;
  more: string;
  /** 0 to 1, as a bar. */
  part?: number;
  bad?: boolean;
  /** How it went, and how its lowest and highest number are written. */
  trend?: Trend | null;
  write?: (value: number) => string;
}

/** One number of the machine behind a screen, and below it the line it took to get there. */
export function HealthTile({ name, value, more, part, bad = false, trend, write = String }: HealthTileProps) {
  const { t } = useTranslation();
  return (
    <div data-bad={bad || undefined}>
      <dt>{name}</dt>
      <dd>
        <b className="num">
          {bad && <IconAlertTriangle size={16} aria-hidden />}
          {value}
        </b>
        {part !== undefined && (
          <Progress value={Math.min(1, part) * 100} size={4} color={bad ? 'var(--warn-f)' : 'var(--chart-1)'} aria-hidden />
        )}
        <span>{more}</span>
        {trend && (
          <>
            <span className={classes.line} aria-hidden>
              <Suspense>
                <Sparkline
                  h={28}
                  data={trend.values}
                  color="var(--chart-1)"
                  connectNulls={false}
                  withGradient={false}
                  fillOpacity={0.12}
                  strokeWidth={1.5}
                  areaProps={{ isAnimationActive: false, dot: alone(trend.values) }}
                />
              </Suspense>
            </span>
            <span className="num">
              {trend.low === trend.high
                ? t('screen.health.steady', { value: write(trend.low) })
                : t('screen.health.range', { low: write(trend.low), high: write(trend.high) })}
            </span>
          </>
        )}
      </dd>
    </div>
  );
}

/** An hour between two silent ones has no line: then each number is a dot. */
function alone(values: readonly (number | null)[]): { r: number; strokeWidth: number } | false {
  const lonely = values.some(
    (value, place) => value !== null && (values[place - 1] ?? null) === null && (values[place + 1] ?? null) === null,
  );
  return lonely && { r: 1, strokeWidth: 1 };
}
