import { ActionIcon, Button, NumberInput, SegmentedControl, Switch } from '@mantine/core';
import type { Dispatch } from 'react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { IconAlertTriangle, IconArrowLeft, IconArrowRight, IconCopy, IconTrash } from '../../components/icons.ts';
import { Thumb } from '../../components/Thumb.tsx';
import type { BuilderAction, BuilderItem } from './builderState.ts';
import { ItemDates } from './ItemDates.tsx';
import classes from './ItemInspector.module.css';
import type { HalfTyped } from './itemDates.ts';

const fits = ['contain', 'cover', 'fill'] as const;

interface ItemInspectorProps {
  item: BuilderItem;
  /** From 1. */
  place: number;
  total: number;
  standard: number;
  /** Dates that are half typed. */
  half: HalfTyped | null;
  onHalf: (half: HalfTyped | null) => void;
  today: string;
  dispatch: Dispatch<BuilderAction>;
  readOnly: boolean;
  /** Right below the item, which says by itself what it is. */
  inline?: boolean;
}

/** Time, fit, sound and dates of the chosen item, and its place. */
export function ItemInspector({
  item,
  place,
  total,
  standard,
  half,
  onHalf,
  today,
  dispatch,
  readOnly,
  inline = false,
}: ItemInspectorProps) {
  const { t } = useTranslation();
  const fitLabel = useId();
  const { key, content, duration, fit, muted } = item;
  const own = content.type === 'video' || content.type === 'audio';
  const change = (patch: Partial<Pick<BuilderItem, 'duration' | 'fit' | 'muted'>>) => dispatch({ type: 'change', key, patch });
  return (
    <div className={classes.inspector}>
      <div className={classes.head} data-inline={inline || undefined}>
        <Thumb src={content.thumbnail_url} type={content.type} width={96} />
        <div className={classes.words}>
          <h2>{content.title}</h2>
          <p className="mut cap">{t('campaigns.builder.itemOf', { place, type: t(`type.${content.type}`) })}</p>
        </div>
      </div>
      {content.status !== 'ready' && (
        <p className={classes.warn}>
          <IconAlertTriangle size={16} aria-hidden /> {t('campaigns.builder.notReady')}
        </p>
      )}
      <fieldset className={classes.fields} disabled={readOnly}>
        <div className={classes.duration}>
          <NumberInput
            label={t('campaigns.builder.duration')}
            w={120}
            min={1}
            max={86_400}
            suffix=" s"
            decimalScale={1}
            placeholder={`${content.duration ?? (own ? '' : standard)} s`}
            value={duration ?? ''}
            onChange={value => change({ duration: typeof value === 'number' && value > 0 ? value : null })}
          />
          {duration !== null && (
            <Button variant="subtle" size="xs" onClick={() => change({ duration: null })}>
              {t('campaigns.builder.useOwn')}
            </Button>
          )}
        </div>
        {content.type !== 'audio' && content.type !== 'html' && (
          <div>
            <p id={fitLabel} className={classes.label}>
              {t('campaigns.builder.fit')}
            </p>
            <SegmentedControl
              fullWidth
              aria-labelledby={fitLabel}
              value={fit}
              data={fits.map(value => ({ value, label: t(`campaigns.builder.fits.${value}`) }))}
              onChange={value => change({ fit: fits.find(one => one === value) ?? 'contain' })}
            />
          </div>
        )}
        {own && (
          <Switch
            labelPosition="left"
            classNames={{ body: classes.switch ?? '' }}
            label={t('campaigns.builder.mute')}
            checked={muted}
            onChange={event => change({ muted: event.currentTarget.checked })}
          />
        )}
        <ItemDates key={key} item={item} half={half} onHalf={onHalf} today={today} dispatch={dispatch} readOnly={readOnly} />
      </fieldset>
      {!readOnly && (
        <div className={classes.actions}>
          <ActionIcon
            variant="default"
            aria-label={t('campaigns.builder.moveLeft')}
            data-disabled={place === 1}
            aria-disabled={place === 1}
            onClick={() => dispatch({ type: 'move', key, to: place - 2 })}
          >
            <IconArrowLeft size={18} />
          </ActionIcon>
          <ActionIcon
            variant="default"
            aria-label={t('campaigns.builder.moveRight')}
            data-disabled={place === total}
            aria-disabled={place === total}
            onClick={() => dispatch({ type: 'move', key, to: place })}
          >
            <IconArrowRight size={18} />
          </ActionIcon>
          <ActionIcon variant="default" aria-label={t('campaigns.builder.duplicate')} onClick={() => dispatch({ type: 'duplicate', key })}>
            <IconCopy size={18} />
          </ActionIcon>
          <Button
            variant="subtle"
            color="red"
            ml="auto"
            leftSection={<IconTrash size={18} />}
            onClick={() => dispatch({ type: 'remove', key })}
          >
            {t('campaigns.builder.remove')}
          </Button>
        </div>
      )}
    </div>
  );
}
