import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { useTranslation } from 'react-i18next';
import { compactNumber, localDate, number } from '../../lib/format.ts';
import type { Day } from './useReports.ts';

/** Bars from nought; the number stands on each while there is room. Silent to screen readers: the table says the same. */
export function DayChart({ days }: { days: Day[] }) {
  const { t } = useTranslation();
  const few = days.length <= 10;
  return (
    <div aria-hidden>
      <BarChart
        h={268}
        data={days}
        dataKey="date"
        series={[{ name: 'plays', color: 'var(--chart-1)', label: t('reports.column.plays') }]}
        withBarValueLabel={few}
        maxBarWidth={36}
        gridAxis="y"
        strokeDasharray="0"
        tickLine="none"
        valueFormatter={value => (few ? compactNumber(value) : number(value))}
        yAxisProps={{ width: 44, allowDecimals: false, tickFormatter: (value: number) => compactNumber(value) }}
        xAxisProps={{
          tickFormatter: (date: string) => localDate(date, few ? { weekday: 'short', day: 'numeric' } : { day: 'numeric', month: 'short' }),
        }}
        tooltipProps={{ labelFormatter: label => localDate(String(label), { weekday: 'long', day: 'numeric', month: 'long' }) }}
        barProps={{ isAnimationActive: false, radius: [3, 3, 0, 0] }}
        barChartProps={{ accessibilityLayer: false, margin: { top: 20 } }}
        textColor="text2"
        gridColor="line"
      />
    </div>
  );
}
