import { keepPreviousData } from '@tanstack/react-query';
import { type LinkProps, linkOptions } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../api/client.ts';
import { IconMapPin } from '../components/icons.ts';
import { Thumb } from '../components/Thumb.tsx';
import { plain } from '../lib/plain.ts';
import { useLocations } from '../lib/useLocations.ts';
import { pages } from './pages.ts';

/** One thing that was found, and the way to it. */
export interface Found {
  key: string;
  picture: ReactNode;
  name: string;
  hint?: string | undefined;
  link: Pick<LinkProps, 'to' | 'search' | 'params'>;
}

interface Group {
  title: string;
  found: Found[];
}

/** Of one kind. */
const most = 5;

/** What bears this text in its name, by kind; without a text the pages. */
export function useFound(q: string): { groups: Group[]; isPending: boolean } {
  const { t } = useTranslation();
  const { rows, byId } = useLocations();
  const ask = [{ params: { query: { q, per_page: String(most) } } }, { enabled: q !== '', placeholderData: keepPreviousData }] as const;
  const players = $api.useQuery('get', '/players', ...ask);
  const contents = $api.useQuery('get', '/content', ...ask);
  const campaigns = $api.useQuery('get', '/campaigns', ...ask);
  const editorials = $api.useQuery('get', '/editorials', ...ask);
  const fits = (name: string) => plain(name).includes(plain(q));

  const groups: Group[] = [
    {
      title: t('nav.players'),
      found: (players.data?.items ?? []).map(({ id, name, location_id, screenshot_url, status }) => ({
        key: `player ${id}`,
        picture: <Thumb src={screenshot_url} width={48} stale={status === 'offline'} />,
        name,
        hint: byId.get(location_id)?.name,
        link: linkOptions({ to: '/players/$playerId', params: { playerId: String(id) } }),
      })),
    },
    {
      title: t('nav.campaigns'),
      found: (campaigns.data?.items ?? []).map(({ id, name, items }) => ({
        key: `campaign ${id}`,
        picture: <Thumb src={items[0]?.content.thumbnail_url} type={items[0]?.content.type} width={48} />,
        name,
        link: linkOptions({ to: '/campaigns/$campaignId', params: { campaignId: String(id) } }),
      })),
    },
    {
      title: t('nav.content'),
      found: (contents.data?.items ?? [])
        // An editorial is found as what it is, below.
        .filter(({ type }) => type !== 'editorial')
        .map(({ id, title, type, thumbnail_url }) => ({
          key: `content ${id}`,
          picture: <Thumb src={thumbnail_url} type={type} width={48} />,
          name: title,
          hint: t(`type.${type}`),
          link: linkOptions({ to: '/content', search: { item: id } }),
        })),
    },
    {
      title: t('nav.editorials'),
      found: (editorials.data?.items ?? []).map(({ id, name }) => ({
        key: `editorial ${id}`,
        picture: <Thumb src={null} type="editorial" width={48} />,
        name,
        link: linkOptions({ to: '/editorials', search: { id } }),
      })),
    },
    {
      title: t('search.places'),
      found: rows
        .filter(({ location }) => fits(location.name))
        .slice(0, most)
        .map(({ location, path }) => ({
          key: `place ${location.id}`,
          picture: <IconMapPin size={20} stroke={1.75} aria-hidden />,
          name: location.name,
          hint: path.at(-1),
          link: linkOptions({ to: '/', search: { loc: location.id } }),
        })),
    },
  ];
  const ways: Group = {
    title: t('search.pages'),
    found: pages
      .filter(({ name }) => fits(t(`nav.${name}`)))
      .map(({ to, name, Icon }) => ({
        key: `page ${name}`,
        picture: <Icon size={20} stroke={1.75} aria-hidden />,
        name: t(`nav.${name}`),
        link: linkOptions({ to }),
      })),
  };
  const isPending = q !== '' && [players, contents, campaigns, editorials].some(query => query.isPending);
  return { groups: (q === '' ? [ways] : [...groups, ways]).filter(({ found }) => found.length > 0), isPending };
}
