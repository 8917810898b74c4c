import { Button, NumberInput, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import type { Content } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { notifyDone } from '../../lib/notify.tsx';
import { useFormProblem } from '../../lib/useFormProblem.ts';
import classes from './Content.module.css';

/** What people say of a file: title, description, tags, and how long a picture or page stays. */
export function ContentForm({ content }: { content: Content }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const save = $api.useMutation('patch', '/content/{id}');
  const form = useForm({
    initialValues: {
      title: content.title,
      description: content.description ?? '',
      tags: content.tags,
      duration: content.duration ?? ('' as number | string),
    },
    validate: { title: value => (value.trim() === '' ? t('signIn.required') : null) },
  });
  const onProblem = useFormProblem(form);
  const still = content.type === 'image' || content.type === 'html';

  const submit = form.onSubmit(({ title, description, tags, duration }) =>
    save.mutate(
      {
        params: { path: { id: String(content.id) } },
        body: {
          title: title.trim(),
          description: description.trim() || null,
          tags,
          ...(still && { duration: typeof duration === 'number' ? duration : null }),
        },
      },
      {
        onSuccess: () => {
          notifyDone(t('content.form.saved'));
          void queries.invalidateQueries({ queryKey: ['get', '/content'] });
          void queries.invalidateQueries({ queryKey: ['get', '/content/{id}'] });
        },
        onError: onProblem,
      },
    ),
  );
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput label={t('content.form.title')} maxLength={200} required withAsterisk={false} {...form.getInputProps('title')} />
      <TagsInput
        label={t('content.form.tags')}
        placeholder={t('content.form.tagsHint')}
        maxTags={50}
        acceptValueOnBlur
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
      <Button type="submit" variant="light" loading={save.isPending} disabled={!form.isDirty()} justify="center">
        {t('action.save')}
      </Button>
    </form>
  );
}
