import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleXFilled,
  IconClockFilled,
  IconPencil,
  IconPlayerPauseFilled,
  IconRefresh,
  IconUnlink,
} from './icons.ts';
import classes from './Status.module.css';

type StatusTone = 'ok' | 'warn' | 'bad' | 'behind' | 'quiet';

const kinds = {
  online: { tone: 'ok', Icon: IconCircleCheck },
  offline: { tone: 'bad', Icon: IconCircleXFilled },
  behind: { tone: 'behind', Icon: IconClockFilled },
  never: { tone: 'quiet', Icon: IconUnlink },
  ready: { tone: 'ok', Icon: IconCircleCheck },
  processing: { tone: 'quiet', Icon: IconRefresh },
  failed: { tone: 'bad', Icon: IconCircleXFilled },
  active: { tone: 'ok', Icon: IconCircleCheck },
  inactive: { tone: 'quiet', Icon: IconPlayerPauseFilled },
  draft: { tone: 'quiet', Icon: IconPencil },
  warning: { tone: 'warn', Icon: IconAlertTriangle },
} as const satisfies Record<string, { tone: StatusTone; Icon: unknown }>;

export type StatusKind = keyof typeof kinds;

/** A state as icon, word and colour, always all three. */
export function Status({ kind, pill = false, children }: { kind: StatusKind; pill?: boolean; children?: ReactNode }) {
  const { t } = useTranslation();
  const { tone, Icon } = kinds[kind];
  return (
    <span className={classes.status} data-tone={tone} data-pill={pill || undefined}>
      <Icon size={16} aria-hidden />
      <span>{children ?? (kind === 'warning' ? null : t(`status.${kind}`))}</span>
    </span>
  );
}
