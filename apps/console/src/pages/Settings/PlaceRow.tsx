import { useDraggable, useDroppable } from '@dnd-kit/core';
import { ActionIcon, Table, UnstyledButton } from '@mantine/core';
import type { Campaign } from '@tvs/protocol';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconChevronDown, IconChevronRight, IconCornerLeftUp, IconGripVertical } from '../../components/icons.ts';
import { Thumb } from '../../components/Thumb.tsx';
import { number } from '../../lib/format.ts';
import type { TreeRow } from '../../lib/locations.ts';
import { zoneName } from '../../lib/zoneName.ts';
import classes from './Settings.module.css';

interface PlaceRowProps {
  row: TreeRow;
  /** Among the found ones nothing stands below another. */
  flat: boolean;
  open: boolean;
  selected: boolean;
  screens: number;
  campaign: Campaign | null | undefined;
  /** Whether it can be dragged at all. */
  mayMove: boolean;
  /** Whether what is dragged may land here. */
  mayTake: boolean;
  onSelect: (id: number) => void;
  onFold: (id: number, open: boolean) => void;
}

/** One place of the tree: opens, folds, is picked up by its handle, and takes what is dropped on it. */
export const PlaceRow = memo(function PlaceRow(props: PlaceRowProps) {
  const { row, flat, open, selected, screens, campaign, mayMove, mayTake, onSelect, onFold } = props;
  const { t } = useTranslation();
  const { location, depth, hasChildren } = row;
  const { id, name, timezone, effective_timezone, default_campaign_id } = location;
  const { setNodeRef, isOver } = useDroppable({ id, disabled: !mayTake });
  const drag = useDraggable({ id, disabled: !mayMove });
  return (
    <Table.Tr
      ref={node => {
        setNodeRef(node);
        drag.setNodeRef(node);
      }}
      data-selected={selected || undefined}
      data-dragging={drag.isDragging || undefined}
      data-over={isOver || undefined}
      className={classes.row}
      style={depthOf(flat ? 0 : depth)}
    >
      <Table.Th scope="row" className={classes.first}>
        <div className={classes.branch} style={{ paddingLeft: 'calc(var(--step, 22px) * var(--depth))' }}>
          {mayMove && (
            <ActionIcon
              ref={drag.setActivatorNodeRef}
              className={classes.grip ?? ''}
              {...drag.listeners}
              aria-roledescription={t('settings.locations.move.handle')}
              aria-describedby={drag.attributes['aria-describedby']}
              aria-label={t('settings.locations.move.grip', { name })}
            >
              <IconGripVertical size={16} />
            </ActionIcon>
          )}
          {hasChildren && !flat ? (
            <ActionIcon
              className={classes.fold ?? ''}
              aria-expanded={open}
              aria-label={t('settings.locations.below', { name })}
              onClick={() => onFold(id, !open)}
            >
              {open ? <IconChevronDown size={16} /> : <IconChevronRight size={16} />}
            </ActionIcon>
          ) : (
            <span className={classes.leaf} />
          )}
          <UnstyledButton className={classes.name} aria-label={t('settings.locations.edit', { name })} onClick={() => onSelect(id)}>
            {name}
          </UnstyledButton>
        </div>
      </Table.Th>
      <Table.Td>
        <Inherited own={timezone !== null}>{zoneName(effective_timezone)}</Inherited>
      </Table.Td>
      <Table.Td>
        <Inherited own={default_campaign_id !== null}>
          <DefaultCampaign campaign={campaign} />
        </Inherited>
      </Table.Td>
      <Table.Td ta="right" className="num">
        {number(screens)}
        <span className={classes.unit}> {t('header.screensOnly', { count: screens })}</span>
      </Table.Td>
    </Table.Tr>
  );
});

const depthOf = (depth: number): Record<string, number> => ({ '--depth': depth });

function DefaultCampaign({ campaign }: { campaign: Campaign | null | undefined }) {
  const { t } = useTranslation();
  if (!campaign) return <span>{campaign === null ? t('settings.locations.noCampaign') : '…'}</span>;
  const content = campaign.items[0]?.content;
  return (
    <>
      <Thumb src={content?.thumbnail_url} type={content?.type} width={36} />
      <span className="el" title={campaign.name}>
        {campaign.name}
      </span>
    </>
  );
}

function Inherited({ own, children }: { own: boolean; children: ReactNode }) {
  const { t } = useTranslation();
  if (own) return <span className={classes.own}>{children}</span>;
  return (
    <span className={classes.inherited}>
      <IconCornerLeftUp size={14} role="img" aria-label={t('settings.locations.inherited')} />
      {children}
    </span>
  );
}
