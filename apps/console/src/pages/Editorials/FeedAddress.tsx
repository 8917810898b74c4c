import { Button, TextInput } from '@mantine/core';
import type { ChangeEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { moment } from '../../lib/format.ts';
import classes from './Forms.module.css';

interface FeedAddressProps {
  value?: string;
  error?: ReactNode;
  onChange?: (event: ChangeEvent<HTMLInputElement>) => void;
  /** The server would not read it, and says why. */
  onRefused: (error: unknown) => void;
}

/** The address of a feed, and what would come from it before anything is stored. */
export function FeedAddress({ value = '', onRefused, onChange, ...props }: FeedAddressProps) {
  const { t } = useTranslation();
  const look = $api.useMutation('post', '/editorials/preview');
  const address = value.trim();
  return (
    <div>
      <div className={classes.checking}>
        <TextInput
          label={t('editorials.form.feed')}
          description={t('editorials.form.feedHint')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          type="url"
          maxLength={2000}
          value={value}
          onChange={event => {
            look.reset();
            onChange?.(event);
          }}
          {...props}
        />
        <Button
          variant="default"
          loading={look.isPending}
          disabled={!/^https?:\/\/\S+$/.test(address)}
          onClick={() => look.mutate({ body: { feed_url: address } }, { onError: onRefused })}
        >
          {t('editorials.form.check')}
        </Button>
      </div>
      {look.data && (
        <section className={classes.found} aria-live="polite" aria-label={t('editorials.form.checked')}>
          <h3>{look.data.title ?? t('editorials.form.checked')}</h3>
          {look.data.items.length === 0 && <p className="mut">{t('editorials.form.checkedNone')}</p>}
          <ol>
            {look.data.items.slice(0, 5).map(item => (
              <li key={`${item.title} ${item.link}`}>
                <span className="el">{item.title}</span>
                {item.published_at && <time className="dim cap">{moment(item.published_at)}</time>}
              </li>
            ))}
          </ol>
        </section>
      )}
    </div>
  );
}
