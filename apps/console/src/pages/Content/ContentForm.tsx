import { Button, NumberInput, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import type { Content } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { LeaveGuard } from '../../components/LeaveGuard.tsx';
import { type Fact, MeanwhileNotice } from '../../components/MeanwhileNotice.tsx';
import { seconds } from '../../lib/format.ts';
import { notifyDone } from '../../lib/notify.tsx';
import { useEdit } from '../../lib/useEdit.ts';
import { useFormProblem } from '../../lib/useFormProblem.ts';
import classes from './Content.module.css';
import { useTags } from './useTags.ts';

interface ContentValues {
  title: string;
  description: string;
  tags: string[];
  duration: number | string;
}

const valuesOf = ({ title, description, tags, duration }: Content): ContentValues => ({
  title,
  description: description ?? '',
  tags,
  duration: duration ?? '',
});

/** What people say of a file: title, description, tags, and how long a picture or page stays. */
export function ContentForm({ content }: { content: Content }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const known = useTags();
  const send = $api.useMutation('patch', '/content/{id}');
  const form = useForm<ContentValues>({
    initialValues: valuesOf(content),
    validateInputOnChange: ['title'],
    validate: { title: value => (value.trim() === '' ? t('signIn.required') : null) },
  });
  const onProblem = useFormProblem(form);
  const still = content.type === 'image' || content.type === 'html';
  const path = { id: String(content.id) };
  const { edit, save } = useEdit({
    form,
    resource: content,
    kind: 'content',
    valuesOf,
    bodyOf: ({ title, description, tags, duration }) => ({
      title: title.trim(),
      description: description.trim() || null,
      tags,
      ...(still && { duration: typeof duration === 'number' ? duration : null }),
    }),
    load: () => queries.fetchQuery({ ...$api.queryOptions('get', '/content/{id}', { params: { path } }), staleTime: 0 }),
  });

  const submit = form.onSubmit(() =>
    save((body, header) => send.mutateAsync({ params: { path, header }, body })).then(saved => {
      if (!saved) return;
      notifyDone(t('content.form.saved'));
      void queries.invalidateQueries({ queryKey: ['get', '/content'] });
      void queries.invalidateQueries({ queryKey: ['get', '/content/{id}'] });
      void queries.invalidateQueries({ queryKey: ['get', '/content/tags'] });
    }, onProblem),
  );
  const facts = ({ title, description, tags, duration }: ContentValues): Fact[] => [
    { label: t('content.form.title'), text: title },
    { label: t('content.form.tags'), text: tags.join(', ') },
    { label: t('content.form.duration'), text: duration === '' ? '' : seconds(Number(duration)) },
    { label: t('content.form.description'), text: description },
  ];
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <MeanwhileNotice edit={edit} facts={facts} onSave={() => submit()} />
      <TextInput label={t('content.form.title')} maxLength={200} required withAsterisk={false} {...form.getInputProps('title')} />
      <TagsInput
        label={t('content.form.tags')}
        placeholder={t('content.form.tagsHint')}
        maxTags={50}
        acceptValueOnBlur
        data={known.map(({ tag }) => tag)}
        maxLength={50}
        {...form.getInputProps('tags')}
      />
      {still && (
        <NumberInput
          label={t('content.form.duration')}
          description={t('content.form.durationHint')}
          min={1}
          max={86_400}
          suffix=" s"
          {...form.getInputProps('duration')}
        />
      )}
      <Textarea label={t('content.form.description')} autosize minRows={2} maxLength={5000} {...form.getInputProps('description')} />
      <Button type="submit" variant="light" loading={send.isPending} disabled={!form.isDirty() || edit.halted} justify="center">
        {t('action.save')}
      </Button>
      <LeaveGuard unsaved={() => form.isDirty()} keys={['item']} />
    </form>
  );
}
