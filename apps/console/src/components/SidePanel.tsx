import { ActionIcon, Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type FormEventHandler, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconX } from './icons.ts';
import classes from './SidePanel.module.css';

interface SidePanelProps {
  title: string;
  /** A small line above the title. */
  over?: string | undefined;
  actions?: ReactNode;
  footer?: ReactNode;
  onClose: () => void;
  /** Makes the panel a form. It stands inside, so that its buttons and Enter belong to it also where the panel lies over the page. */
  onSubmit?: FormEventHandler<HTMLFormElement>;
  children: ReactNode;
}

/** Details of one thing: beside the page where there is room, over it where there isn't. */
export function SidePanel({ title, over, actions, footer, onClose, onSubmit, children }: SidePanelProps) {
  const { t } = useTranslation();
  const beside = useMediaQuery('(min-width: 75em)', true, { getInitialValueInEffect: false });
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!beside) return;
    const at = document.activeElement;
    // One panel may take the place of another: then it is where the first was opened from.
    if (at instanceof HTMLElement && at !== document.body && !at.closest('aside')) origin = at;
    const own = panel.current;
    own?.focus({ preventScroll: true });
    return () => giveBack(own);
  }, [beside]);

  const parts = (
    <>
      <div className={classes.header}>
        <div className={classes.titles}>
          {over && <p className={classes.over}>{over}</p>}
          <h2 className="el">{title}</h2>
        </div>
        {actions}
        <ActionIcon onClick={onClose} aria-label={t('action.close')}>
          <IconX size={20} />
        </ActionIcon>
      </div>
      <div className={classes.body}>{children}</div>
      {footer && <div className={classes.footer}>{footer}</div>}
    </>
  );
  const body = onSubmit ? (
    <form onSubmit={onSubmit} noValidate style={{ display: 'contents' }}>
      {parts}
    </form>
  ) : (
    parts
  );
  if (!beside)
    return (
      <Drawer.Root opened onClose={onClose} position="right" size={420}>
        <Drawer.Overlay backgroundOpacity={0.4} />
        <Drawer.Content aria-label={title}>
          <div className={classes['over-page']}>{body}</div>
        </Drawer.Content>
      </Drawer.Root>
    );
  return (
    <aside
      ref={panel}
      className={classes.panel}
      aria-label={title}
      tabIndex={-1}
      onKeyDown={event => {
        if (event.key !== 'Escape' || event.defaultPrevented || !(event.target instanceof Element)) return;
        // A dialog or an open list closes itself, not what it stands in.
        if (event.currentTarget.contains(event.target) && event.target.getAttribute('data-mantine-stop-propagation') !== 'true') onClose();
      }}
    >
      {body}
    </aside>
  );
}

let origin: HTMLElement | null = null;

/** The keyboard goes back to where the panel was opened from, else to the page, and never falls on nothing. */
function giveBack(panel: HTMLElement | null): void {
  const within = panel?.contains(document.activeElement) || document.activeElement === document.body;
  if (!within) return;
  setTimeout(() => {
    if (document.activeElement && document.activeElement !== document.body) return;
    const target = origin?.isConnected ? origin : document.querySelector<HTMLElement>('main');
    target?.focus({ preventScroll: true });
  });
}

/** A page with room for a panel at its right. */
export function WithPanel({ panel, children }: { panel: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.with} data-open={Boolean(panel) || undefined}>
      <div className={classes.page}>{children}</div>
      {panel}
    </div>
  );
}
