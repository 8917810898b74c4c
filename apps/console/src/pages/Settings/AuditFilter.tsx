import { Button, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { DateField } from '../../components/DateField.tsx';
import { SearchInput } from '../../components/SearchInput.tsx';
import { number } from '../../lib/format.ts';
import { isDate } from '../../lib/readDate.ts';
import { actions, resources } from './auditWords.ts';
import classes from './Settings.module.css';

interface AuditSearch {
  who: number | undefined;
  did: string | undefined;
  what: string | undefined;
  q: string | undefined;
  from: string | undefined;
  to: string | undefined;
}

export type AuditPatch = Partial<AuditSearch> & { page?: number };

export const noAuditFilter: AuditSearch = { who: undefined, did: undefined, what: undefined, q: undefined, from: undefined, to: undefined };

interface AuditFilterProps {
  value: AuditSearch;
  total: number | undefined;
  filtered: boolean;
  onChange: (patch: AuditPatch) => void;
}

/** Narrows the log: by name, person, deed, kind of thing, days. */
export function AuditFilter({ value, total, filtered, onChange }: AuditFilterProps) {
  const { t } = useTranslation();
  const users = $api.useQuery('get', '/users', { params: { query: { per_page: '200' } } }).data?.items ?? [];
  const date = (next: string | null) => (isDate(next) ? next : undefined);
  return (
    <search className={classes.bar}>
      <SearchInput label={t('audit.search')} value={value.q ?? ''} onChange={q => onChange({ q: q || undefined })} />
      <Select
        aria-label={t('audit.column.who')}
        placeholder={t('audit.anyone')}
        searchable
        clearable
        w={180}
        clearButtonProps={{ 'aria-label': t('audit.anyone') }}
        data={users.map(({ id, username }) => ({ value: String(id), label: username }))}
        value={value.who === undefined ? null : String(value.who)}
        onChange={who => onChange({ who: who === null ? undefined : Number(who) })}
      />
      <Select
        aria-label={t('audit.deed')}
        placeholder={t('audit.anyDeed')}
        clearable
        w={170}
        clearButtonProps={{ 'aria-label': t('audit.anyDeed') }}
        data={actions.map(action => ({ value: action, label: t(`audit.action.${action}`) }))}
        value={value.did ?? null}
        onChange={did => onChange({ did: did ?? undefined })}
      />
      <Select
        aria-label={t('audit.kind')}
        placeholder={t('audit.anyKind')}
        clearable
        w={170}
        clearButtonProps={{ 'aria-label': t('audit.anyKind') }}
        data={resources.map(resource => ({ value: resource, label: t(`audit.resource.${resource}`) }))}
        value={value.what ?? null}
        onChange={what => onChange({ what: what ?? undefined })}
      />
      <DateField
        aria-label={t('reports.period.from')}
        placeholder={t('reports.period.from')}
        clearLabel={t('audit.anyDay')}
        w={170}
        value={value.from ?? null}
        onChange={from => onChange({ from: date(from) })}
      />
      <DateField
        aria-label={t('reports.period.to')}
        placeholder={t('reports.period.to')}
        clearLabel={t('audit.anyDay')}
        w={170}
        value={value.to ?? null}
        onChange={to => onChange({ to: date(to) })}
      />
      {filtered && (
        <Button variant="subtle" onClick={() => onChange(noAuditFilter)}>
          {t('action.clearFilters')}
        </Button>
      )}
      {total !== undefined && <span className={`${classes.end} mut num`}>{t('audit.count', { count: total, total: number(total) })}</span>}
    </search>
  );
}
