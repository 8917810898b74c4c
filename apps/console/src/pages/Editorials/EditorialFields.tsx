import { Button, Group, NumberInput, SegmentedControl, Select, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import type { Editorial } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { type Fact, MeanwhileNotice } from '../../components/MeanwhileNotice.tsx';
import { notifyDone } from '../../lib/notify.tsx';
import { useEdit } from '../../lib/useEdit.ts';
import { useFormProblem } from '../../lib/useFormProblem.ts';
import { type EditorialValues, editorialBody, editorialValues, newEditorial } from './editorialValues.ts';
import { FeedAddress } from './FeedAddress.tsx';
import classes from './Forms.module.css';
import { useRefreshEditorials } from './useEditorials.ts';

interface EditorialFieldsProps {
  editorial?: Editorial;
  tell: (unsaved: boolean) => void;
  onClose: () => void;
  onSaved: (editorial: Editorial) => void;
}

const kinds = ['manual', 'feed'] as const;
const themes = ['notice', 'news', 'menu'] as const;
const below: ('label' | 'input' | 'error' | 'description')[] = ['label', 'input', 'error', 'description'];

/** Name, where the items come from, and how they look. */
export function EditorialFields({ editorial, tell, onClose, onSaved }: EditorialFieldsProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const refresh = useRefreshEditorials();
  const create = $api.useMutation('post', '/editorials');
  const patch = $api.useMutation('patch', '/editorials/{id}');
  const filled = (value: number | string) => (value === '' ? t('signIn.required') : null);
  const form = useForm<EditorialValues>({
    initialValues: editorial ? editorialValues(editorial) : newEditorial,
    validate: {
      name: value => (value.trim() === '' ? t('signIn.required') : null),
      feed_url: (value, { kind }) =>
        kind === 'manual' || /^https?:\/\/\S+$/.test(value.trim()) ? null : t(value.trim() ? 'editorials.form.address' : 'signIn.required'),
      refresh_minutes: filled,
      max_items: filled,
      seconds_per_item: filled,
    },
  });
  tell(form.isDirty());
  const onProblem = useFormProblem({
    // The server names a field of `config` with its group.
    setErrors: errors =>
      form.setErrors(Object.fromEntries(Object.entries(errors).map(([at, words]) => [at.replace(/^config\./, ''), words]))),
  });
  const path = { id: String(editorial?.id ?? 0) };
  const { edit, save } = useEdit({
    form,
    resource: editorial,
    kind: 'editorial',
    valuesOf: editorialValues,
    bodyOf: editorialBody,
    load: () => queries.fetchQuery({ ...$api.queryOptions('get', '/editorials/{id}', { params: { path } }), staleTime: 0 }),
  });
  const submit = form.onSubmit(values => {
    const saving = editorial
      ? save((body, header) => patch.mutateAsync({ params: { path, header }, body }))
      : create.mutateAsync({ body: { ...editorialBody(values), kind: values.kind } });
    void saving.then(saved => {
      if (!saved) return;
      notifyDone(editorial ? t('editorials.form.saved') : t('editorials.form.made', { name: saved.name }));
      refresh();
      onSaved(saved);
    }, onProblem);
  });
  const { kind } = form.values;
  const usual = t(`editorials.theme.${kind === 'feed' ? 'news' : 'notice'}`);
  const themeWord = (theme: EditorialValues['theme']) =>
    theme === 'auto' ? t('editorials.form.themeAuto', { theme: usual }) : t(`editorials.theme.${theme}`);
  const facts = (values: EditorialValues): Fact[] => [
    { label: t('editorials.form.name'), text: values.name },
    { label: t('editorials.form.feed'), text: values.feed_url },
    { label: t('editorials.form.refresh'), text: `${values.refresh_minutes}${t('editorials.form.minutes')}` },
    { label: t('editorials.form.max'), text: String(values.max_items) },
    { label: t('editorials.form.seconds'), text: `${values.seconds_per_item} s` },
    { label: t('editorials.form.theme'), text: themeWord(values.theme) },
    { label: t('editorials.form.qrShort'), text: t(values.show_qr ? 'editing.stale.yes' : 'editing.stale.no') },
  ];
  return (
    <form onSubmit={submit} noValidate className={classes.fields}>
      <MeanwhileNotice edit={edit} facts={facts} onSave={() => submit()} />
      {!editorial && (
        <div>
          <SegmentedControl
            fullWidth
            aria-label={t('editorials.kindOf')}
            value={kind}
            onChange={next => form.setFieldValue('kind', kinds.find(one => one === next) ?? 'manual')}
            data={kinds.map(value => ({ value, label: t(`editorials.kind.${value}`) }))}
          />
          <p className={classes.hint}>{t(`editorials.kindHint.${kind}`)}</p>
        </div>
      )}
      <TextInput
        label={t('editorials.form.name')}
        description={t('editorials.form.nameHint')}
        inputWrapperOrder={below}
        maxLength={200}
        data-autofocus
        {...form.getInputProps('name')}
      />
      {kind === 'feed' && <FeedAddress {...form.getInputProps('feed_url')} onRefused={onProblem} />}
      <div className={classes.pair} data-even>
        <NumberInput
          label={t('editorials.form.max')}
          description={t(`editorials.form.maxHint.${kind}`)}
          inputWrapperOrder={below}
          min={1}
          max={50}
          allowDecimal={false}
          {...form.getInputProps('max_items')}
        />
        <NumberInput label={t('editorials.form.seconds')} min={1} max={600} suffix=" s" {...form.getInputProps('seconds_per_item')} />
      </div>
      {kind === 'feed' && (
        <NumberInput
          label={t('editorials.form.refresh')}
          min={5}
          max={1440}
          allowDecimal={false}
          suffix={t('editorials.form.minutes')}
          {...form.getInputProps('refresh_minutes')}
        />
      )}
      <Select
        label={t('editorials.form.theme')}
        allowDeselect={false}
        data={(['auto', ...themes] as const).map(value => ({ value, label: themeWord(value) }))}
        {...form.getInputProps('theme')}
      />
      <Switch label={t('editorials.form.qr')} {...form.getInputProps('show_qr', { type: 'checkbox' })} />
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" loading={create.isPending || patch.isPending} disabled={edit.halted}>
          {editorial ? t('action.save') : t('editorials.first')}
        </Button>
      </Group>
    </form>
  );
}
