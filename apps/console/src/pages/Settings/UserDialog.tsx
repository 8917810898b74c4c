import { Button, Group, Modal, MultiSelect, PasswordInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import type { Role, User } from '@tvs/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { toProblem } from '../../api/problem.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { notifyDone } from '../../lib/notify.tsx';
import { useFormProblem } from '../../lib/useFormProblem.ts';
import { useLocations } from '../../lib/useLocations.ts';
import { useProblemWords } from '../../lib/useProblemWords.ts';
import classes from './Settings.module.css';

const roles: readonly Role[] = ['admin', 'manager', 'viewer'];

/** One person: new, or changed. */
export function UserDialog({ open, onClose }: { open: User | 'new' | null; onClose: () => void }) {
  const { t } = useTranslation();
  const user = open === 'new' || open === null ? null : open;
  return (
    <Modal
      opened={open !== null}
      onClose={onClose}
      title={user ? user.username : t('settings.users.new')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <UserForm key={user?.id ?? 'new'} user={user} onClose={onClose} />
    </Modal>
  );
}

function UserForm({ user, onClose }: { user: User | null; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useProblemWords();
  const { user: me } = useAuth();
  const queries = useQueryClient();
  const { rows } = useLocations();
  const [asking, setAsking] = useState(false);
  const create = $api.useMutation('post', '/users');
  const patch = $api.useMutation('patch', '/users/{id}');
  const remove = $api.useMutation('delete', '/users/{id}');
  const form = useForm({
    initialValues: {
      username: user?.username ?? '',
      email: user?.email ?? '',
      password: '',
      role: user?.role ?? ('viewer' as Role),
      location_ids: (user?.location_ids ?? []).map(String),
    },
    validate: {
      username: value => (value.trim() === '' ? t('signIn.required') : null),
      email: value => (value.trim() === '' ? t('signIn.required') : null),
      password: value => (value.length < 10 && (!user || value !== '') ? t('settings.users.form.passwordHint') : null),
    },
  });
  const onProblem = useFormProblem(form);
  const done = () => {
    notifyDone(t('settings.users.form.saved'));
    void queries.invalidateQueries({ queryKey: ['get', '/users'] });
    onClose();
  };
  const submit = form.onSubmit(({ username, email, password, role, location_ids }) => {
    const body = { username: username.trim(), email: email.trim(), role, location_ids: location_ids.map(Number) };
    const options = { onSuccess: done, onError: onProblem };
    if (user) patch.mutate({ params: { path: { id: String(user.id) } }, body: { ...body, ...(password && { password }) } }, options);
    else create.mutate({ body: { ...body, password } }, options);
  });
  const admin = form.values.role === 'admin';
  const below: ('label' | 'input' | 'error' | 'description')[] = ['label', 'input', 'error', 'description'];
  return (
    <form onSubmit={submit} className={classes.form} noValidate>
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
        description={user ? t('settings.users.form.keepPassword') : t('settings.users.form.passwordHint')}
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
        {user && user.id !== me.id && (
          <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
            {t('settings.users.form.delete')}
          </Button>
        )}
        <Button variant="default" ml="auto" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" loading={create.isPending || patch.isPending}>
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
