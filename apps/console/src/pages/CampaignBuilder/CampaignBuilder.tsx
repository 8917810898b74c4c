import { useHotkeys } from '@mantine/hooks';
import type { Campaign, Content } from '@tvs/protocol';
import { isValidOn } from '@tvs/schedule/spans';
import { useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LeaveGuard } from '../../components/LeaveGuard.tsx';
import type { StagePreviewHandle } from '../../components/StagePreview.tsx';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { itemSeconds, standardSeconds } from '../../lib/stageItems.ts';
import { usePhone } from '../../lib/usePhone.ts';
import { useSettings } from '../../lib/useSettings.ts';
import { useToday } from '../../lib/useToday.ts';
import { BuilderHeader } from './BuilderHeader.tsx';
import { type BuilderItem, builderReducer, start } from './builderState.ts';
import classes from './CampaignBuilder.module.css';
import { CampaignGone } from './CampaignGone.tsx';
import { CampaignPreview } from './CampaignPreview.tsx';
import { DragDropEditor } from './DragDropEditor.tsx';
import { ItemInspector } from './ItemInspector.tsx';
import { type HalfTyped, halfOf } from './itemDates.ts';
import { Library } from './Library.tsx';
import { LibraryDrawer } from './LibraryDrawer.tsx';
import { Sequence } from './Sequence.tsx';
import { TheirSequence } from './TheirSequence.tsx';
import { itemsOf, useDraft } from './useDraft.ts';

/** Library, preview, sequence and the chosen item: one campaign being made. */
export function CampaignBuilder({ campaign, gone }: { campaign: Campaign; gone: boolean }) {
  const { t } = useTranslation();
  const { canWrite } = useAuth();
  const standard = useSettings()?.default_image_duration ?? standardSeconds;
  const phone = usePhone();
  const [state, dispatch] = useReducer(builderReducer, itemsOf(campaign), start);
  const [playing, setPlaying] = useState<string | null>(null);
  const [half, setHalf] = useState<ReadonlyMap<string, HalfTyped>>(new Map());
  const preview = useRef<StagePreviewHandle>(null);
  const draft = useDraft(campaign, state.items, gone);
  const selected = state.items.find(({ key }) => key === state.selected) ?? null;
  const place = selected ? state.items.indexOf(selected) : -1;
  const today = useToday(campaign);
  const valid = useMemo(() => state.items.filter(item => isValidOn(item, today)), [state.items, today]);
  const total = useMemo(() => valid.reduce((sum, item) => sum + (itemSeconds(item, standard) ?? 0), 0), [valid, standard]);
  // The preview shows what the screens show today, or everything.
  const [all, setAll] = useState(false);
  const shown = all ? state.items : valid;
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current !== null) preview.current?.seek(placeOnStage(shown, wanted.current));
    wanted.current = null;
  }, [shown]);

  useHotkeys([
    ['mod+Z', () => dispatch({ type: 'undo' })],
    ['mod+shift+Z', () => dispatch({ type: 'redo' })],
    ['mod+Y', () => dispatch({ type: 'redo' })],
  ]);
  const add = (content: Content, at?: number) => dispatch({ type: 'add', content, at });
  const select = (key: string) => {
    dispatch({ type: 'select', key });
    if (shown.some(item => item.key === key)) preview.current?.seek(placeOnStage(shown, key));
    else {
      // What is not on today is still to be seen: there, once the list has it.
      wanted.current = key;
      setAll(true);
    }
  };
  const inspector = selected && (
    <ItemInspector
      item={selected}
      place={place + 1}
      total={state.items.length}
      standard={standard}
      half={halfOf(half, selected)}
      onHalf={typed => setHalf(before => withHalf(before, selected.key, typed))}
      today={today}
      dispatch={dispatch}
      readOnly={!canWrite}
      inline={phone}
    />
  );

  return (
    <DragDropEditor items={state.items} onAdd={add} onMove={(key, to) => dispatch({ type: 'move', key, to })}>
      {insertAt => (
        <div className={classes.page} data-readonly={!canWrite || undefined}>
          <BuilderHeader
            campaign={campaign}
            gone={gone}
            draft={draft}
            total={total}
            today={today}
            items={state.items}
            wrong={state.items.find(item => halfOf(half, item)) ?? null}
            onWrong={select}
            canUndo={state.past.length > 0}
            canRedo={state.future.length > 0}
            dispatch={dispatch}
          />
          {gone && (
            <div className={classes.meanwhile}>
              <CampaignGone campaign={campaign} items={state.items} />
            </div>
          )}
          {canWrite && !gone && <LeaveGuard unsaved={draft.unsaved} save={draft.flush} keys={[]} />}
          {draft.theirs && !gone && (
            <div className={classes.meanwhile}>
              <TheirSequence
                theirs={draft.theirs}
                mine={state.items}
                onTheirs={() => {
                  if (draft.theirs) dispatch({ type: 'load', items: itemsOf(draft.theirs) });
                  draft.goOn();
                }}
                onMine={draft.goOn}
              />
            </div>
          )}
          {canWrite && !phone && <Library onAdd={content => add(content)} />}
          <CampaignPreview
            ref={preview}
            items={shown}
            standard={standard}
            playing={playing}
            onPlaying={setPlaying}
            days={valid.length === state.items.length ? null : { all, onAll: setAll }}
          />
          <Sequence
            items={state.items}
            standard={standard}
            total={total}
            today={today}
            selected={state.selected}
            playing={playing}
            insertAt={insertAt}
            vertical={phone}
            readOnly={!canWrite}
            onSelect={select}
            inspector={phone ? inspector : null}
          >
            {phone && canWrite && <LibraryDrawer onAdd={content => add(content)} />}
          </Sequence>
          {!phone && (
            <section className={classes.inspector} aria-label={t('campaigns.builder.item')}>
              {inspector ?? <p className="mut">{t('campaigns.builder.select')}</p>}
            </section>
          )}
        </div>
      )}
    </DragDropEditor>
  );
}

function withHalf(half: ReadonlyMap<string, HalfTyped>, key: string, typed: HalfTyped | null): ReadonlyMap<string, HalfTyped> {
  const next = new Map(half);
  if (typed) next.set(key, typed);
  else next.delete(key);
  return next;
}

/** The stage is given only what is ready. */
function placeOnStage(items: readonly BuilderItem[], key: string): number {
  return items.filter(({ content }) => content.status === 'ready').findIndex(item => item.key === key);
}
