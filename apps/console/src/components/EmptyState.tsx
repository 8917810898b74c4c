import type { ReactNode } from 'react';
import classes from './EmptyState.module.css';

/** Nothing here yet: what it is, and the first step. */
export function EmptyState({ title, children, actions }: { title: string; children: ReactNode; actions?: ReactNode }) {
  return (
    <section className={classes.empty}>
      <span className={classes.ghosts} aria-hidden>
        <i />
        <i />
        <i />
      </span>
      <h2>{title}</h2>
      <p className={classes.text}>{children}</p>
      {actions && <div className={classes.actions}>{actions}</div>}
    </section>
  );
}
