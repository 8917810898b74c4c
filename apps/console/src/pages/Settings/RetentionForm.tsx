import { NumberInput } from '@mantine/core';
import type { Retention, Settings } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { type Fact, MeanwhileNotice } from '../../components/MeanwhileNotice.tsx';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { SaveSettings } from './SaveSettings.tsx';
import classes from './Settings.module.css';
import { useSettingsForm } from './useSettingsForm.ts';

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
  const filled = (value: number | string) => (value === '' ? t('signIn.required') : null);
  const { form, edit, submit, saving } = useSettingsForm<Days>({
    settings,
    valuesOf,
    bodyOf,
    validate: { plays_days: filled, audit_days: filled, commands_days: filled, alerts_days: filled },
    done: t('alerts.retention.saved'),
  });
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
        <SaveSettings saving={saving} idle={!form.isDirty() || edit.halted} />
      </fieldset>
    </form>
  );
}
