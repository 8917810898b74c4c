import type { DeliveredPlay, operations } from '@tvs/protocol';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import type { PlayerViewer, UserViewer } from '../../platform/access.ts';
import type { Players } from '../players/service.ts';
import { deliverPlays } from './deliver.ts';
import { describePlays, nextOf, pageOfPlays } from './list.ts';
import { createPlayWriter } from './writer.ts';

export { gapsOf } from './gaps.ts';
export { describePlays, narrowed, nextOf, type PlayFilter, pageOfPlays } from './list.ts';
export { namesOf } from './names.ts';

type Query = z.output<(typeof operations)['players.plays']['query']>;

export type Plays = ReturnType<typeof createPlays>;

/** Proof of play: what players say they have shown. */
export function createPlays(context: Context, players: Players) {
  const { db } = context;
  const writer = createPlayWriter(context);
  return {
    deliver: (viewer: PlayerViewer, plays: readonly DeliveredPlay[]) => deliverPlays(context, writer, viewer, plays),

    /** Newest first; of a player that was moved, what it showed in the viewer's locations. */
    async ofPlayer(viewer: UserViewer, player_id: number, { from, to, content_id, cursor, per_page }: Query) {
      await players.row(viewer, player_id);
      const instant = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text));
      const filter = { player_id, content_id, from: instant(from), to: instant(to), locations: viewer.locations };
      const rows = await pageOfPlays(db, filter, { cursor, limit: per_page, order: 'desc' });
      return { items: await describePlays(db, rows), next: nextOf(rows, per_page) };
    },
  };
}
