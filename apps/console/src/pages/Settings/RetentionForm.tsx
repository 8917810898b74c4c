import { Button, NumberInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import type { Retention, Settings } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { type Fact, MeanwhileNotice } from '../../components/MeanwhileNotice.tsx';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { notifyDone } from '../../lib/notify.tsx';
import { useEdit } from '../../lib/useEdit.ts';
import { useFormProblem } from '../../lib/useFormProblem.ts';
import classes from './Settings.module.css';

const kinds = ['plays_days', 'audit_days', 'commands_days', 'alerts_days'] as const satisfies (keyof Retention)[];
type Days = Record<keyof Retention, number | string>;

const valuesOf = ({ retention }: Settings): Days => retention;
const bodyOf = (values: Days) => ({
  retention: {
    plays_days: Number(values.plays_days),
    audit_days: Number(values.audit_days),
    commands_days: Number(values.commands_days),
    alerts_days: Number(values.alerts_days),
  },
});

/** For how many days what happened is kept. */
export function RetentionForm({ settings }: { settings: Settings }) {
  const { t } = useTranslation();
  const { isAdmin } = useAuth();
  const queries = useQueryClient();
  const send = $api.useMutation('patch', '/settings');
  const filled = (value: number | string) => (value === '' ? t('signIn.required') : null);
  const form = useForm<Days>({
    initialValues: valuesOf(settings),
    validate: { plays_days: filled, audit_days: filled, commands_days: filled, alerts_days: filled },
  });
  const onProblem = useFormProblem(form);
  const { edit, save } = useEdit({
    form,
    resource: settings,
    kind: 'settings',
    valuesOf,
    bodyOf,
    load: () => queries.fetchQuery({ ...$api.queryOptions('get', '/settings', {}), staleTime: 0 }),
  });
  const submit = form.onSubmit(() =>
    save((body, header) => send.mutateAsync({ params: { header }, body })).then(saved => {
      if (!saved) return;
      notifyDone(t('alerts.retention.saved'));
      void queries.invalidateQueries({ queryKey: ['get', '/settings'] });
    }, onProblem),
  );
  const facts = (values: Days): Fact[] =>
    kinds.map(kind => ({ label: t(`alerts.retention.${kind}`), text: `${values[kind]}${t('alerts.retention.days')}` }));
  return (
    <form onSubmit={submit} className={classes.sheet} aria-labelledby="retention">
      <h2 id="retention">{t('alerts.retention.title')}</h2>
      <p className={classes.lead}>{t('alerts.retention.hint')}</p>
      <MeanwhileNotice edit={edit} facts={facts} onSave={() => submit()} />
      <fieldset className={classes.form} disabled={!isAdmin}>
        <div className={classes.twice}>
          {kinds.map(kind => (
            <NumberInput
              key={kind}
              label={t(`alerts.retention.${kind}`)}
              min={1}
              max={3650}
              allowDecimal={false}
              suffix={t('alerts.retention.days')}
              {...form.getInputProps(kind)}
            />
          ))}
        </div>
        {isAdmin && (
          <Button
            type="submit"
            variant="default"
            loading={send.isPending}
            disabled={!form.isDirty() || edit.meanwhile !== null}
            style={{ justifySelf: 'start' }}
          >
            {t('action.save')}
          </Button>
        )}
      </fieldset>
    </form>
  );
}
