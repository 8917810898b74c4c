import { Button, Skeleton, Table, UnstyledButton } from '@mantine/core';
import type { User } from '@tvs/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { Failed } from '../../components/Failed.tsx';
import { IconPlus } from '../../components/icons.ts';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { useLocations } from '../../lib/useLocations.ts';
import classes from './Settings.module.css';
import { UserDialog } from './UserDialog.tsx';

/** Who may come in, and what they see. */
export function UserManagement() {
  const { t } = useTranslation();
  const { user: me } = useAuth();
  const { byId } = useLocations();
  const query = $api.useQuery('get', '/users', { params: { query: { per_page: '200' } } });
  const [open, setOpen] = useState<User | 'new' | null>(null);
  if (query.isError && !query.data) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton height={240} />;
  return (
    <>
      <div className={classes.bar}>
        <span className={classes.end}>
          <Button variant="default" leftSection={<IconPlus size={18} />} onClick={() => setOpen('new')}>
            {t('settings.users.new')}
          </Button>
        </span>
      </div>
      <Table.ScrollContainer minWidth={0} className={`${classes.table} ${classes.stack}`}>
        <Table highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('settings.users.column.name')}</Table.Th>
              <Table.Th>{t('settings.users.column.email')}</Table.Th>
              <Table.Th>{t('settings.users.column.role')}</Table.Th>
              <Table.Th>{t('settings.users.column.places')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {query.data.items.map(user => (
              <Table.Tr key={user.id} className={classes.row}>
                <Table.Th scope="row" style={{ paddingLeft: 16 }}>
                  <UnstyledButton
                    className={classes.name}
                    aria-label={t('settings.users.edit', { name: user.username })}
                    onClick={() => setOpen(user)}
                  >
                    {user.username}
                  </UnstyledButton>
                  {user.id === me.id && <span className="mut"> ({t('settings.users.you')})</span>}
                </Table.Th>
                <Table.Td>{user.email}</Table.Td>
                <Table.Td>{t(`header.role.${user.role}`)}</Table.Td>
                <Table.Td>
                  {user.role === 'admin'
                    ? t('settings.users.everywhere')
                    : user.location_ids.map(id => byId.get(id)?.name ?? `#${id}`).join(', ') || t('settings.users.nowhere')}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <UserDialog open={open} onClose={() => setOpen(null)} />
    </>
  );
}
