import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import classes from './PageHeader.module.css';

interface PageHeaderProps {
  /** The answer, not the name of the page. */
  title: string;
  /** The tab's title, where it differs. */
  tab?: string;
  note?: ReactNode;
  /** Beside the title instead of below. */
  inline?: boolean;
  children?: ReactNode;
}

/** Title, the reason, then the action. */
export function PageHeader({ title, tab, note, inline = false, children }: PageHeaderProps) {
  useDocumentTitle(`${tab ?? title} · TVS`);
  return (
    <div className={classes.header}>
      <div className={classes.words} data-inline={inline || undefined}>
        <h1>{title}</h1>
        {note && <p className={classes.note}>{note}</p>}
      </div>
      {children && <div className={classes.actions}>{children}</div>}
    </div>
  );
}
