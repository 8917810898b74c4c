import { useTranslation } from 'react-i18next';
import { bytes, localDate, moment } from '../../lib/format.ts';
import { useLocations } from '../../lib/useLocations.ts';
import { useCampaigns, useContents } from '../../lib/useNames.ts';
import classes from './Audit.module.css';
import { type Change, mostChanges } from './auditDiff.ts';
import { isField } from './auditWords.ts';

/** Field by field, as it was and as it is. */
export function AuditChanges({ changes, request }: { changes: readonly Change[]; request: string | null }) {
  const { t } = useTranslation();
  const say = useValueWords(changes);
  const pathWords = (path: Change['path']) =>
    path.map(step => (typeof step === 'number' ? String(step + 1) : isField(step) ? t(`audit.field.${step}`) : step)).join(' · ');
  const more = changes.length - mostChanges;
  return (
    <>
      <table className={classes.changes}>
        <thead>
          <tr>
            <th scope="col">{t('audit.column.field')}</th>
            <th scope="col">{t('audit.column.before')}</th>
            <th scope="col">{t('audit.column.after')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.slice(0, mostChanges).map(({ path, before, after }) => {
            const field = String(path.findLast(step => typeof step === 'string') ?? '');
            return (
              <tr key={path.join('.')}>
                <th scope="row">{pathWords(path)}</th>
                <td>{before === undefined || before === null ? <span className="dim">–</span> : <del>{say(field, before)}</del>}</td>
                <td>{after === undefined || after === null ? <span className="dim">–</span> : <ins>{say(field, after)}</ins>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {more > 0 && <p className="mut cap">{t('audit.moreChanges', { count: more })}</p>}
      {request && <p className="dim cap">{t('audit.request', { id: request })}</p>}
    </>
  );
}

/** Fields whose values are words of the API. */
const worded = new Set(['role', 'key', 'type', 'fit', 'theme', 'device_type', 'status']);
const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
const date = /^\d{4}-\d{2}-\d{2}$/;

/** A value as people say it: places by name, instants and dates in the reader's words. */
function useValueWords(changes: readonly Change[]): (field: string, value: unknown) => string {
  const { t, i18n } = useTranslation();
  const { byId } = useLocations();
  const idsOf = (pattern: RegExp) =>
    changes.flatMap(({ path, before, after }) =>
      pattern.test(String(path.at(-1))) ? [before, after].filter(value => typeof value === 'number') : [],
    );
  const campaigns = useCampaigns(idsOf(/campaign_id$/));
  const contents = useContents(idsOf(/^content_id$/));
  const named = (field: string, id: number) =>
    (field.endsWith('campaign_id') ? campaigns.get(id)?.name : field === 'content_id' ? contents.get(id)?.title : undefined) ??
    t('audit.number', { id });
  const place = (id: number) => byId.get(id)?.name ?? t('audit.number', { id });
  return (field, value) => {
    if (Array.isArray(value)) {
      if (field === 'location_ids') return value.map(id => place(Number(id))).join(', ');
      return value.map(item => (typeof item === 'object' ? JSON.stringify(item) : String(item))).join(', ');
    }
    if (typeof value === 'boolean') return t(value ? 'audit.yes' : 'audit.no');
    if (typeof value === 'number') {
      if (field === 'location_id' || field === 'parent_id') return place(value);
      if (field === 'file_size') return bytes(value);
      return field.endsWith('_id') ? named(field, value) : String(value);
    }
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    if (instant.test(text)) return moment(text);
    if (date.test(text)) return localDate(text);
    const key = `audit.value.${text}`;
    if (worded.has(field) && i18n.exists(key)) return t(key as 'audit.value.admin');
    return text;
  };
}
