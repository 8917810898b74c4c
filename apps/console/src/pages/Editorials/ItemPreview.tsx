import { useDebouncedValue } from '@mantine/hooks';
import type { Editorial } from '@tvs/protocol';
import type { StageItem } from '@tvs/stage';
import { useMemo } from 'react';
import { FitChecks } from './FitChecks.tsx';
import { SlideScreens } from './SlideScreens.tsx';
import { type Drawn, slidesText, themeOf } from './slides.ts';

const noUrls: ReadonlyMap<number, string> = new Map();

/** The slide that is being written, once typing rests. */
export function ItemPreview({ editorial, item }: { editorial: Editorial; item: Drawn }) {
  const written = item.title === '' ? '' : slidesText(editorial, [item]);
  const [text] = useDebouncedValue(written, 350);
  const { content_id, name, config } = editorial;
  const items = useMemo<StageItem[]>(
    () =>
      text === ''
        ? []
        : [
            {
              key: text,
              content_id,
              title: name,
              type: 'editorial',
              mime_type: 'application/json',
              duration: config.seconds_per_item,
              fit: 'contain',
              muted: true,
            },
          ],
    [text, content_id, name, config.seconds_per_item],
  );
  return (
    <div>
      <SlideScreens items={items} urls={noUrls} text={text || undefined}>
        {themeOf(editorial) !== 'menu' && item.title !== '' && <FitChecks item={item} config={config} />}
      </SlideScreens>
    </div>
  );
}
