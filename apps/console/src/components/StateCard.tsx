import type { ComponentType, ReactNode } from 'react';
import classes from './StateCard.module.css';

interface StateCardProps {
  icon: ComponentType<{ size?: number | string; stroke?: number | string }>;
  tone?: 'quiet' | 'bad' | 'warn';
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** A short code to quote. */
  code?: string | undefined;
}

/** A state in the place of what would be there: what happened, what still holds, the next step. */
export function StateCard({ icon: Icon, tone = 'quiet', title, children, actions, code }: StateCardProps) {
  return (
    <section className={classes.card} data-tone={tone} role={tone === 'bad' ? 'alert' : undefined}>
      <span className={classes.icon} aria-hidden>
        <Icon size={22} stroke={1.75} />
      </span>
      <div className={classes.body}>
        <h2>{title}</h2>
        {children && <div className={classes.text}>{children}</div>}
        {(actions || code) && (
          <div className={classes.actions}>
            {actions}
            {code && <span className={classes.code}>{code}</span>}
          </div>
        )}
      </div>
    </section>
  );
}
