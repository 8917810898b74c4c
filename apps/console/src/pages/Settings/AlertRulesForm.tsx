import { NumberInput, Switch } from '@mantine/core';
import type { AlertRules, Settings } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { type Fact, MeanwhileNotice } from '../../components/MeanwhileNotice.tsx';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { type Limited, limited, limits, plain, type RuleValues, ruleBody, ruleValues } from './alertRules.ts';
import { SaveSettings } from './SaveSettings.tsx';
import classes from './Settings.module.css';
import { useSettingsForm } from './useSettingsForm.ts';

/** What raises an alert, and from when on. */
export function AlertRulesForm({ settings }: { settings: Settings }) {
  const { t } = useTranslation();
  const { isAdmin } = useAuth();
  const filled = (value: number | string) => (value === '' ? t('signIn.required') : null);
  const { form, edit, submit, saving } = useSettingsForm<RuleValues>({
    settings,
    valuesOf: ruleValues,
    bodyOf: ruleBody,
    validate: { limit: { player_offline: filled, player_behind: filled, player_storage: filled, player_clock: filled } },
    done: t('alerts.rules.saved'),
    touches: ['/dashboard/alerts', '/dashboard/stats'],
  });
  const onOff = (values: RuleValues, rule: keyof AlertRules) => t(values.enabled[rule] ? 'alerts.rules.on' : 'alerts.rules.off');
  const limitWords = (rule: Limited, value: number | string) =>
    `${t(`alerts.rules.${limits[rule].word}`)} ${value}${t(`alerts.rules.${limits[rule].unit}`)}`;
  const facts = (values: RuleValues): Fact[] => [
    ...limited.map(rule => ({ label: t(`alerts.rules.${rule}`), text: `${onOff(values, rule)}, ${limitWords(rule, values.limit[rule])}` })),
    ...plain.map(rule => ({ label: t(`alerts.rules.${rule}`), text: onOff(values, rule) })),
  ];
  return (
    <form onSubmit={submit} className={classes.sheet} aria-labelledby="rules">
      <h2 id="rules">{t('alerts.rules.title')}</h2>
      <p className={classes.lead}>{t('alerts.rules.lead')}</p>
      <MeanwhileNotice edit={edit} facts={facts} onSave={() => submit()} />
      <fieldset className={classes.form} disabled={!isAdmin}>
        {limited.map(rule => (
          <div key={rule} className={classes.rule}>
            <Switch label={t(`alerts.rules.${rule}`)} {...form.getInputProps(`enabled.${rule}`, { type: 'checkbox' })} />
            <NumberInput
              aria-label={t('alerts.rules.limitOf', { rule: t(`alerts.rules.${rule}`), limit: t(`alerts.rules.${limits[rule].word}`) })}
              min={1}
              max={limits[rule].max}
              allowDecimal={false}
              prefix={`${t(`alerts.rules.${limits[rule].word}`)} `}
              suffix={t(`alerts.rules.${limits[rule].unit}`)}
              disabled={!isAdmin || !form.values.enabled[rule]}
              {...form.getInputProps(`limit.${rule}`)}
            />
          </div>
        ))}
        {plain.map(rule => (
          <div key={rule} className={classes.rule}>
            <Switch label={t(`alerts.rules.${rule}`)} {...form.getInputProps(`enabled.${rule}`, { type: 'checkbox' })} />
            <span className="mut">{t('alerts.rules.always')}</span>
          </div>
        ))}
        <SaveSettings saving={saving} idle={!form.isDirty() || edit.halted} />
      </fieldset>
    </form>
  );
}
