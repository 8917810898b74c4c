import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { useTranslation } from 'react-i18next';
import { localDate, number } from '../../lib/format.ts';
import { isDate } from '../../lib/readDate.ts';
import classes from './Reports.module.css';
import { scaleOf } from './scale.ts';
import type { Day } from './useReports.ts';

/** Bars from nought; the number stands on each while there is room. Silent to screen readers: the table says the same. */
export function DayChart({ days }: { days: Day[] }) {
  const { t } = useTranslation();
  const few = days.length <= 10;
  const { by } = scaleOf(Math.max(0, ...days.map(({ plays }) => plays)));
  const scaled = (value: number) => number(value / by, by === 1_000_000 ? 2 : 1);
  return (
    <div aria-hidden className={classes.chart}>
      <BarChart
        h="100%"
        data={days}
        dataKey="date"
        series={[{ name: 'plays', color: 'var(--chart-1)', label: t('reports.column.plays') }]}
        withBarValueLabel={few}
        maxBarWidth={36}
        gridAxis="x"
        strokeDasharray="0"
        tickLine="none"
        valueFormatter={value => (few ? scaled(value) : number(value))}
        yAxisProps={{ width: 44, allowDecimals: false, tickFormatter: scaled }}
        xAxisProps={
          few
            ? {
                interval: 0,
                height: 40,
                tick: props => <DayTick x={Number(props.x)} y={Number(props.y)} date={String(props.payload.value)} />,
              }
            : { tickFormatter: (date: string) => localDate(date, { day: 'numeric', month: 'short' }) }
        }
        // Asked for while nothing is pointed at, too.
        tooltipProps={{
          labelFormatter: label =>
            typeof label === 'string' && isDate(label) ? localDate(label, { weekday: 'long', day: 'numeric', month: 'long' }) : '',
        }}
        barProps={{ isAnimationActive: false, radius: [3, 3, 0, 0] }}
        barChartProps={{ accessibilityLayer: false, margin: { top: 20 } }}
        textColor="var(--text2)"
        gridColor="var(--line)"
      />
    </div>
  );
}

/** Weekday above day: what stands side by side would run into its neighbour. */
function DayTick({ x, y, date }: { x: number; y: number; date: string }) {
  return (
    <text x={x} y={y} textAnchor="middle" fill="var(--text2)" fontSize={11.5} className="num">
      <tspan x={x} dy={8}>
        {localDate(date, { weekday: 'short' })}
      </tspan>
      <tspan x={x} dy={14}>
        {localDate(date, { day: 'numeric' })}
      </tspan>
    </text>
  );
}
