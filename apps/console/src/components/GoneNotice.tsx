import { Button, CopyButton } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconAlertTriangle, IconCheck, IconCopy } from './icons.ts';
import notices from './Notice.module.css';

interface GoneNoticeProps {
  who: string | null;
  /** What is here still, as text to take along. */
  copy: string;
  /** Of its heading. */
  level?: 2 | 3;
  /** What else can be done with it. */
  children?: ReactNode;
}

/** What was being edited is not there any more: who took it away, and what can still be done with what is here. */
export function GoneNotice({ who, copy, level = 3, children }: GoneNoticeProps) {
  const { t } = useTranslation();
  const Heading = `h${level}` as const;
  const notice = useRef<HTMLElement>(null);
  useEffect(() => {
    // In braces: newer browsers answer with a promise.
    notice.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const title = who ? t('editing.gone.titleBy', { who }) : t('editing.gone.title');
  return (
    <section ref={notice} className={notices.notice} role="alert" aria-label={title}>
      <Heading>
        <IconAlertTriangle size={18} aria-hidden /> {title}
      </Heading>
      <p>{t('editing.gone.text')}</p>
      <div className={notices.ways}>
        {children}
        <CopyButton value={copy}>
          {({ copied, copy: run }) => (
            <Button
              type="button"
              size="xs"
              variant="default"
              leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
              onClick={run}
            >
              {copied ? t('action.copied') : t('editing.gone.copy')}
            </Button>
          )}
        </CopyButton>
      </div>
    </section>
  );
}
