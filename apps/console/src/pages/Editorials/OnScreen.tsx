import { Button } from '@mantine/core';
import type { Editorial, EditorialItem } from '@tvs/protocol';
import type { StageItem } from '@tvs/stage';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useContent } from '../../lib/useNames.ts';
import { FitChecks } from './FitChecks.tsx';
import classes from './Screens.module.css';
import { SlideScreens } from './SlideScreens.tsx';
import { itemStates, slidesText, themeOf } from './slides.ts';

interface OnScreenProps {
  editorial: Editorial;
  items: readonly EditorialItem[];
  now: number;
  selected: number | undefined;
  /** Back from one item to all. */
  onWhole: () => void;
}

/** How it looks: the chosen item alone, else the very file that screens hold, slide after slide. */
export function OnScreen({ editorial, items, now, selected, onWhole }: OnScreenProps) {
  const { t } = useTranslation();
  const content = useContent(editorial.content_id);
  const chosen = items.find(({ id }) => id === selected);
  const menu = themeOf(editorial) === 'menu';
  const { config } = editorial;
  const states = itemStates(items, config.max_items, now);
  const anything = items.some(({ id }) => states.get(id) === 'shown');
  // The dishes of a menu are not seen alone.
  const alone = chosen && !menu ? slidesText(editorial, [chosen]) : undefined;
  const url = content?.status === 'ready' && anything ? content.url : undefined;
  const screen = useMemo<{ items: StageItem[]; urls: ReadonlyMap<number, string> }>(() => {
    const common = { content_id: editorial.content_id, title: editorial.name, type: 'editorial', mime_type: 'application/json' } as const;
    const look = { fit: 'contain', muted: true } as const;
    if (alone !== undefined) return { items: [{ key: alone, duration: config.seconds_per_item, ...common, ...look }], urls: new Map() };
    if (url === undefined) return { items: [], urls: new Map() };
    const duration = content?.duration ?? config.seconds_per_item;
    return { items: [{ key: content?.sha256 ?? url, duration, ...common, ...look }], urls: new Map([[editorial.content_id, url]]) };
  }, [editorial.content_id, editorial.name, config.seconds_per_item, alone, url, content?.sha256, content?.duration]);
  return (
    <section aria-labelledby="onscreen">
      <header className={classes.sideHeader}>
        <h2 id="onscreen">{t('editorials.screen.title')}</h2>
        {alone !== undefined && anything && (
          <Button size="xs" variant="subtle" onClick={onWhole}>
            {t('editorials.screen.whole')}
          </Button>
        )}
      </header>
      {screen.items.length === 0 ? (
        <p className={classes.nothing}>{t('editorials.screen.nothing')}</p>
      ) : (
        <SlideScreens {...screen} text={alone}>
          {chosen && !menu && <FitChecks item={chosen} config={config} />}
        </SlideScreens>
      )}
    </section>
  );
}
