import { type UseFormInput, useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import type { Settings } from '@tvs/protocol';
import { $api } from '../../api/client.ts';
import type { paths } from '../../api/schema.gen.ts';
import { notifyDone } from '../../lib/notify.tsx';
import { useEdit } from '../../lib/useEdit.ts';
import { useFormProblem } from '../../lib/useFormProblem.ts';

type SettingsPatch = NonNullable<paths['/settings']['patch']['requestBody']>['content']['application/json'];

interface SettingsForm<V extends object> {
  settings: Settings;
  valuesOf: (settings: Settings) => V;
  bodyOf: (values: V) => SettingsPatch;
  validate: NonNullable<UseFormInput<V>['validate']>;
  /** Said when it is saved. */
  done: string;
  /** Answers that change with these settings, besides the settings themselves. */
  touches?: readonly string[];
}

/** A form over some of the settings: several of them stand on one page, and each sends only what was changed in it. */
export function useSettingsForm<V extends object>({ settings, valuesOf, bodyOf, validate, done, touches = [] }: SettingsForm<V>) {
  const queries = useQueryClient();
  const send = $api.useMutation('patch', '/settings');
  const form = useForm<V>({ initialValues: valuesOf(settings), validate });
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
      notifyDone(done);
      for (const path of ['/settings', ...touches]) void queries.invalidateQueries({ queryKey: ['get', path] });
    }, onProblem),
  );
  return { form, edit, submit, saving: send.isPending };
}
