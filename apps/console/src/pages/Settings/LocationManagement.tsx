import { Button, Table } from '@mantine/core';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/EmptyState.tsx';
import { IconCornerLeftUp, IconGripVertical, IconPlus } from '../../components/icons.ts';
import { NoPlaces } from '../../components/NoPlaces.tsx';
import { SearchInput } from '../../components/SearchInput.tsx';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { useLocations } from '../../lib/useLocations.ts';
import { useCampaigns } from '../../lib/useNames.ts';
import { MovePlace } from './MovePlace.tsx';
import { NewLocation } from './NewLocation.tsx';
import { PlaceChunk } from './PlaceChunk.tsx';
import { PlaceDrag } from './PlaceDrag.tsx';
import { PlaceRow } from './PlaceRow.tsx';
import { chunks, isOpen, openRows, revealed } from './placeTree.ts';
import classes from './Settings.module.css';
import { useFolds } from './useFolds.ts';

/** Rows that come and go together. */
const rowsInChunk = 40;

/** The tree of places: own values stand out, inherited ones are quiet with a bent arrow. */
export function LocationManagement({ selected, onSelect }: { selected: number | undefined; onSelect: (id: number) => void }) {
  const { t } = useTranslation();
  const { isAdmin, placeless } = useAuth();
  const { items, byId, rows, players, isPending } = useLocations();
  const [q, setQ] = useState('');
  const [adding, setAdding] = useState(false);
  const campaigns = useCampaigns(items.map(({ effective_default_campaign_id: id }) => id));
  const wanted = q.trim().toLocaleLowerCase();
  const [folds, setFolds] = useFolds(rows, selected);
  const shown = useMemo(
    () => (wanted ? rows.filter(({ location }) => location.name.toLocaleLowerCase().includes(wanted)) : openRows(rows, folds)),
    [rows, folds, wanted],
  );
  const parents = useMemo(() => rows.filter(({ hasChildren }) => hasChildren), [rows]);
  const everyOpen = parents.every(row => isOpen(row, folds, rows.length));
  const all = (open: boolean) => Object.fromEntries(parents.map(({ location }) => [location.id, open]));
  const [moving, setMoving] = useState<{ id: number; parent: number | null } | null>(null);
  const moved = moving === null ? undefined : byId.get(moving.id);
  // The same functions always: a row is drawn again only when something of it changed.
  const latest = useRef({ folds, setFolds, onSelect });
  useEffect(() => {
    latest.current = { folds, setFolds, onSelect };
  });
  const select = useCallback((id: number) => latest.current.onSelect(id), []);
  const fold = useCallback((id: number, open: boolean) => latest.current.setFolds({ ...latest.current.folds, [id]: open }), []);
  const add = (
    <Button variant={items.length === 0 ? 'light' : 'default'} leftSection={<IconPlus size={18} />} onClick={() => setAdding(true)}>
      {t('settings.locations.new')}
    </Button>
  );
  const dialog = <NewLocation opened={adding} parent={selected ?? null} onClose={() => setAdding(false)} onMade={onSelect} />;
  if (!isPending && placeless) return <NoPlaces />;
  if (!isPending && items.length === 0)
    return (
      <>
        <EmptyState title={t('settings.locations.emptyTitle')} actions={isAdmin && add}>
          {t('settings.locations.empty')}
        </EmptyState>
        {dialog}
      </>
    );
  return (
    <>
      <div className={classes.bar}>
        <SearchInput label={t('settings.locations.search')} value={q} onChange={setQ} />
        <span className="mut num">{t('settings.locations.count', { count: items.length })}</span>
        {rows.some(row => row.depth > 0) && wanted === '' && (
          <Button variant="subtle" size="compact-sm" onClick={() => setFolds(all(!everyOpen))}>
            {t(everyOpen ? 'settings.locations.foldAll' : 'settings.locations.openAll')}
          </Button>
        )}
        <span className={classes.end}>{isAdmin && add}</span>
      </div>
      <PlaceDrag onMove={(id, parent) => setMoving({ id, parent })}>
        {without => (
          <Table.ScrollContainer minWidth={0} className={`${classes.table} ${classes.stack}`}>
            <Table highlightOnHover className={classes.tree}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('settings.locations.column.name')}</Table.Th>
                  <Table.Th>{t('settings.locations.column.zone')}</Table.Th>
                  <Table.Th>{t('settings.locations.column.campaign')}</Table.Th>
                  <Table.Th ta="right">{t('settings.locations.column.screens')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              {chunks(shown, rowsInChunk).map((some, place) => (
                <PlaceChunk key={some[0]?.location.id} rows={some.length} first={place === 0}>
                  {() =>
                    some.map(row => {
                      const { id, effective_default_campaign_id: campaign } = row.location;
                      return (
                        <PlaceRow
                          key={id}
                          row={row}
                          flat={wanted !== ''}
                          open={isOpen(row, folds, rows.length)}
                          selected={id === selected}
                          screens={players.get(id) ?? 0}
                          campaign={campaign === null ? null : campaigns.get(campaign)}
                          mayMove={isAdmin}
                          mayTake={without !== null && !without.has(id)}
                          onSelect={select}
                          onFold={fold}
                        />
                      );
                    })
                  }
                </PlaceChunk>
              ))}
            </Table>
          </Table.ScrollContainer>
        )}
      </PlaceDrag>
      <p className={classes.legend}>
        {isAdmin && (
          <span className={classes.dragHint}>
            <IconGripVertical size={14} aria-hidden /> {t('settings.locations.move.hint')}
          </span>
        )}
        <IconCornerLeftUp size={14} aria-hidden /> {t('settings.locations.legend')}
      </p>
      {moved && moving && (
        <MovePlace
          location={moved}
          parent={moving.parent}
          onClose={() => setMoving(null)}
          onMoved={id => setFolds(revealed(rows, { ...folds, ...(moving.parent !== null && { [moving.parent]: true }) }, id))}
        />
      )}
      {dialog}
    </>
  );
}
