import { Button, Group, Modal, MultiSelect, PasswordInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import type { Role, User } from '@tvs/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { withNewPassword } from '../../api/newPassword.ts';
import { toProblem } from '../../api/problem.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { type Fact, MeanwhileNotice } from '../../components/MeanwhileNotice.tsx';
import { useAskBeforeClose } from '../../components/useAskBeforeClose.tsx';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { notifyDone } from '../../lib/notify.tsx';
import { useEdit } from '../../lib/useEdit.ts';
import { useFormProblem } from '../../lib/useFormProblem.ts';
import { useLocations } from '../../lib/useLocations.ts';
import { useProblemWords } from '../../lib/useProblemWords.ts';
import classes from './Settings.module.css';

const roles: readonly Role[] = ['admin', 'manager', 'viewer'];

/** One person: new, or changed. */
export function UserDialog({ open, onClose }: { open: User | 'new' | null; onClose: () => void }) {
  const { t } = useTranslation();
  const user = open === 'new' || open === null ? null : open;
  const ask = useAskBeforeClose(onClose);
  return (
    <Modal
      opened={open !== null}
      onClose={ask.close}
      title={user ? user.username : t('settings.users.new')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <UserForm key={user?.id ?? 'new'} user={user} tell={ask.tell} onClose={onClose} />
      {ask.question}
    </Modal>
  );
}

interface UserValues {
  username: string;
  email: string;
  password: string;
  role: Role;
  location_ids: string[];
}

const valuesOf = ({ username, email, role, location_ids }: User): UserValues => ({
  username,
  email,
  password: '',
  role,
  location_ids: location_ids.map(String),
});
const bodyOf = ({ username, email, password, role, location_ids }: UserValues) => ({
  username: username.trim(),
  email: email.trim(),
  role,
  location_ids: location_ids.map(Number),
  ...(password && { password }),
});

function UserForm({ user, tell, onClose }: { user: User | null; tell: (unsaved: boolean) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useProblemWords();
  const { user: me } = useAuth();
  const queries = useQueryClient();
  const { rows } = useLocations();
  const [asking, setAsking] = useState(false);
  const create = $api.useMutation('post', '/users');
  const patch = $api.useMutation('patch', '/users/{id}');
  const remove = $api.useMutation('delete', '/users/{id}');
  const form = useForm<UserValues>({
    initialValues: user ? valuesOf(user) : { username: '', email: '', password: '', role: 'viewer', location_ids: [] },
    validate: {
      username: value => (value.trim() === '' ? t('signIn.required') : null),
      email: value => (value.trim() === '' ? t('signIn.required') : null),
      password: value => (value.length < 10 && (!user || value !== '') ? t('settings.users.form.passwordHint') : null),
    },
  });
  tell(form.isDirty());
  const onProblem = useFormProblem(form);
  const done = () => {
    notifyDone(t('settings.users.form.saved'));
    void queries.invalidateQueries({ queryKey: ['get', '/users'] });
    onClose();
  };
  const path = { id: String(user?.id ?? 0) };
  const { edit, save } = useEdit({
    form,
    resource: user ?? undefined,
    kind: 'user',
    valuesOf,
    bodyOf,
    load: () => queries.fetchQuery({ ...$api.queryOptions('get', '/users/{id}', { params: { path } }), staleTime: 0 }),
  });
  const submit = form.onSubmit(values => {
    const saving = user
      ? save((body, header) => {
          const change = () => patch.mutateAsync({ params: { path, header }, body });
          return user.id === me.id && values.password ? withNewPassword(change, values.password) : change();
        })
      : create.mutateAsync({ body: { ...bodyOf(values), password: values.password } });
    void saving.then(saved => {
      if (saved) done();
    }, onProblem);
  });
  const facts = ({ username, email, role, location_ids }: UserValues): Fact[] => [
    { label: t('settings.users.form.username'), text: username },
    { label: t('settings.users.form.email'), text: email },
    { label: t('settings.users.form.role'), text: t(`header.role.${role}`) },
    {
      label: t('settings.users.form.places'),
      text: location_ids.map(id => rows.find(({ location }) => String(location.id) === id)?.location.name ?? `#${id}`).join(', '),
    },
  ];
  const admin = form.values.role === 'admin';
  const below: ('label' | 'input' | 'error' | 'description')[] = ['label', 'input', 'error', 'description'];
  return (
    <form onSubmit={submit} className={classes.form} noValidate>
      <MeanwhileNotice edit={edit} facts={facts} onSave={() => submit()} />
      <TextInput
        label={t('settings.users.form.username')}
        description={t('settings.users.form.usernameHint')}
        inputWrapperOrder={below}
        autoCapitalize="none"
        spellCheck={false}
        autoComplete="off"
        data-autofocus
        {...form.getInputProps('username')}
      />
      <TextInput type="email" label={t('settings.users.form.email')} autoComplete="off" {...form.getInputProps('email')} />
      <PasswordInput
        label={user ? t('settings.users.form.newPassword') : t('settings.users.form.password')}
        description={user ? t('settings.users.form.keepPassword') : !form.errors.password && t('settings.users.form.passwordHint')}
        inputWrapperOrder={below}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword'), tabIndex: 0, 'aria-hidden': false }}
        {...form.getInputProps('password')}
      />
      <Select
        label={t('settings.users.form.role')}
        allowDeselect={false}
        disabled={user?.id === me.id}
        data={roles.map(role => ({ value: role, label: `${t(`header.role.${role}`)}: ${t(`settings.users.form.roles.${role}`)}` }))}
        {...form.getInputProps('role')}
      />
      <MultiSelect
        label={t('settings.users.form.places')}
        description={admin ? t('settings.users.form.placesAdmin') : t('settings.users.form.placesHint')}
        inputWrapperOrder={below}
        disabled={admin}
        searchable
        data={rows.map(({ location }) => ({ value: String(location.id), label: location.name }))}
        {...form.getInputProps('location_ids')}
      />
      <Group gap={8}>
        {user && user.id !== me.id && !edit.gone && (
          <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
            {t('settings.users.form.delete')}
          </Button>
        )}
        <Button variant="default" ml="auto" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" loading={create.isPending || patch.isPending} disabled={edit.halted}>
          {t('action.save')}
        </Button>
      </Group>
      {user && (
        <ConfirmDialog
          opened={asking}
          title={t('settings.users.form.deleteTitle', { name: user.username })}
          confirm={t('action.delete')}
          busy={remove.isPending}
          error={remove.isError && words(toProblem(remove.error))}
          onClose={() => setAsking(false)}
          onConfirm={() =>
            remove.mutate(
              { params: { path: { id: String(user.id) } } },
              {
                onSuccess: () => {
                  notifyDone(t('settings.users.form.deleted', { name: user.username }));
                  void queries.invalidateQueries({ queryKey: ['get', '/users'] });
                  onClose();
                },
              },
            )
          }
        >
          {t('settings.users.form.deleteText')}
        </ConfirmDialog>
      )}
    </form>
  );
}
