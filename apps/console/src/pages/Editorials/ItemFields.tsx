import { Button, Group, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import type { Editorial, EditorialItem } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { type Fact, MeanwhileNotice } from '../../components/MeanwhileNotice.tsx';
import { localDate } from '../../lib/format.ts';
import { notifyDone } from '../../lib/notify.tsx';
import { isDate } from '../../lib/readDate.ts';
import { isTime } from '../../lib/readTime.ts';
import { useEdit } from '../../lib/useEdit.ts';
import { useFormProblem } from '../../lib/useFormProblem.ts';
import classes from './Forms.module.css';
import { ItemDates } from './ItemDates.tsx';
import { ItemPreview } from './ItemPreview.tsx';
import { type ItemValues, itemBody, itemValues, noItem } from './itemValues.ts';
import { themeOf, titleLetters } from './slides.ts';
import { useEditorialPlace, useRefreshEditorials } from './useEditorials.ts';

interface ItemFieldsProps {
  editorial: Editorial;
  item?: EditorialItem;
  tell: (unsaved: boolean) => void;
  onClose: () => void;
  onSaved: (item: EditorialItem) => void;
}

const below: ('label' | 'input' | 'error' | 'description')[] = ['label', 'input', 'error', 'description'];

/** Title, text, address, dates; the screen shows them while they are typed. */
export function ItemFields({ editorial, item, tell, onClose, onSaved }: ItemFieldsProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const refresh = useRefreshEditorials();
  const { zone } = useEditorialPlace();
  const create = $api.useMutation('post', '/editorials/{id}/items');
  const patch = $api.useMutation('patch', '/editorials/{id}/items/{item_id}');
  const unread = { date: t('editing.date.unread'), time: t('editing.time.unread') };
  const form = useForm<ItemValues>({
    initialValues: item ? itemValues(item, zone) : noItem,
    validate: {
      title: value => (value.trim() === '' ? t('signIn.required') : null),
      link: value => (value.trim() === '' || /^https?:\/\/\S+$/.test(value.trim()) ? null : t('editorials.form.address')),
      published_date: value => (value === null || isDate(value) ? null : unread.date),
      expires_date: (value, values) => {
        if (value !== null && !isDate(value)) return unread.date;
        const { published_at, expires_at } = itemBody(values, zone);
        return published_at && expires_at && expires_at <= published_at ? t('editorials.item.past') : null;
      },
      published_time: value => (value === '' || isTime(value) ? null : unread.time),
      expires_time: value => (value === '' || isTime(value) ? null : unread.time),
    },
  });
  tell(form.isDirty());
  const onProblem = useFormProblem(form);
  const id = String(editorial.id);
  const path = { id, item_id: String(item?.id ?? 0) };
  const { edit, save } = useEdit({
    form,
    resource: item,
    kind: 'editorial_item',
    valuesOf: from => itemValues(from, zone),
    bodyOf: values => itemBody(values, zone),
    load: async () => {
      const { items } = await queries.fetchQuery({
        ...$api.queryOptions('get', '/editorials/{id}/items', { params: { path: { id }, query: { per_page: '200', sort: 'position' } } }),
        staleTime: 0,
      });
      const found = items.find(one => one.id === item?.id);
      // Somebody else removed it: as an answer of the server would say.
      if (!found) throw { status: 404, code: 'not_found', title: '', detail: '' };
      return found;
    },
  });
  const submit = form.onSubmit(values => {
    const saving = item
      ? save((body, header) => patch.mutateAsync({ params: { path, header }, body }))
      : create.mutateAsync({ params: { path: { id } }, body: itemBody(values, zone) });
    void saving.then(saved => {
      if (!saved) return;
      notifyDone(t('editorials.item.saved'));
      refresh();
      onClose();
      onSaved(saved);
    }, onProblem);
  });
  const dateWords = (date: string | null, time: string) => (isDate(date) ? `${localDate(date)} ${time}`.trim() : (date ?? ''));
  const facts = (values: ItemValues): Fact[] => [
    { label: t('editorials.item.title'), text: values.title },
    { label: t('editorials.item.body'), text: values.body },
    { label: t('editorials.item.link'), text: values.link },
    { label: t('editorials.item.published'), text: dateWords(values.published_date, values.published_time) },
    { label: t('editorials.item.expires'), text: dateWords(values.expires_date, values.expires_time) },
  ];
  const menu = themeOf(editorial) === 'menu';
  return (
    <form onSubmit={submit} noValidate className={classes.writing}>
      <div className={classes.fields}>
        <MeanwhileNotice edit={edit} facts={facts} onSave={() => submit()} />
        <TextInput
          label={t('editorials.item.title')}
          description={menu ? undefined : t('editorials.item.titleCount', { count: form.values.title.length })}
          inputWrapperOrder={below}
          maxLength={300}
          data-autofocus
          {...form.getInputProps('title')}
          styles={{ description: form.values.title.length > titleLetters && !menu ? { color: 'var(--warn)' } : {} }}
        />
        <Textarea
          label={t('editorials.item.body')}
          description={t(menu ? 'editorials.item.bodyMenuHint' : 'editorials.item.bodyHint')}
          inputWrapperOrder={below}
          autosize
          minRows={3}
          maxRows={8}
          maxLength={2000}
          {...form.getInputProps('body')}
        />
        <TextInput
          label={t('editorials.item.link')}
          description={t('editorials.item.linkHint')}
          inputWrapperOrder={below}
          type="url"
          maxLength={2000}
          {...form.getInputProps('link')}
        />
        <ItemDates form={form} zone={zone} />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={create.isPending || patch.isPending} disabled={edit.halted}>
            {item ? t('action.save') : t('editorials.item.add')}
          </Button>
        </Group>
      </div>
      <ItemPreview editorial={editorial} item={itemBody(form.values, zone)} />
    </form>
  );
}
