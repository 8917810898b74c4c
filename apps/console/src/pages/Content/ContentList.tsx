import { Skeleton } from '@mantine/core';
import type { Content } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { Late } from '../../components/Late.tsx';
import classes from './Content.module.css';
import { ContentCard } from './ContentCard.tsx';

interface ContentListProps {
  items: readonly Content[];
  selected: number | undefined;
  onSelect: (id: number) => void;
  onTag: (tag: string) => void;
}

/** Cards, thumbnails first. */
export function ContentList({ items, selected, onSelect, onTag }: ContentListProps) {
  const { t } = useTranslation();
  return (
    <ul className={classes.grid} aria-label={t('content.list')}>
      {items.map(item => (
        <ContentCard key={item.id} content={item} selected={item.id === selected} onSelect={onSelect} onTag={onTag} />
      ))}
    </ul>
  );
}

const places = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** The same shape, before the answer is there. */
export function ContentListSkeleton() {
  return (
    <Late>
      <div className={classes.grid}>
        {places.map(place => (
          <div key={place}>
            <Skeleton style={{ aspectRatio: '16 / 9' }} height="auto" />
            <Skeleton height={14} mt={10} width="70%" />
            <Skeleton height={12} mt={8} width="40%" />
          </div>
        ))}
      </div>
    </Late>
  );
}
