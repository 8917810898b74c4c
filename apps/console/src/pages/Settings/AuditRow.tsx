import { Table, UnstyledButton } from '@mantine/core';
import type { AuditEntry } from '@tvs/protocol';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconChevronDown, IconChevronRight } from '../../components/icons.ts';
import { moment } from '../../lib/format.ts';
import { useLocations } from '../../lib/useLocations.ts';
import { activityThing, activityVerb } from '../Dashboard/activityWords.ts';
import classes from './Audit.module.css';
import { AuditChanges } from './AuditChanges.tsx';
import { auditDiff } from './auditDiff.ts';

/** One deed; opens on what it changed. */
export function AuditRow({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation();
  const { byId } = useLocations();
  const [open, setOpen] = useState(false);
  const { id, at, action, resource, title, user_name, location_id, before, after, request_id } = entry;
  const changes = useMemo(() => auditDiff(before, after), [before, after]);
  const verb = activityVerb(action);
  const thing = activityThing(verb, resource);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  const place = location_id === null ? undefined : byId.get(location_id);
  const words = (
    <span>
      {t(`dashboard.activity.did.${verb}`)} {thing && t(`dashboard.activity.what.${thing}`)} {verb !== 'logout' && <b>{title}</b>}
    </span>
  );
  return (
    <>
      <Table.Tr>
        <Table.Td className={`${classes.when} num`}>
          <time dateTime={at}>{moment(at)}</time>
        </Table.Td>
        <Table.Td className={classes.by}>{user_name ?? <span className="mut">{t('audit.system')}</span>}</Table.Td>
        <Table.Td>
          {changes.length === 0 ? (
            <span className={classes.plain}>{words}</span>
          ) : (
            <UnstyledButton className={classes.open} aria-expanded={open} aria-controls={`audit-${id}`} onClick={() => setOpen(!open)}>
              <Chevron size={16} aria-hidden />
              {words}
              <span className="mut cap num">{t('audit.changes', { count: changes.length })}</span>
            </UnstyledButton>
          )}
        </Table.Td>
        <Table.Td>
          {place?.name ?? (location_id === null ? <span className="mut">–</span> : t('reports.deleted', { id: location_id }))}
        </Table.Td>
      </Table.Tr>
      {changes.length > 0 && (
        <Table.Tr id={`audit-${id}`} hidden={!open}>
          <Table.Td colSpan={4} className={classes.inside}>
            {open && <AuditChanges changes={changes} request={request_id} />}
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}
