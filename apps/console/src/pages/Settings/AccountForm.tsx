import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { withNewPassword } from '../../api/newPassword.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import { summary } from '../../contexts/uploads/queue.ts';
import { useUploads } from '../../contexts/uploads/UploadContext.tsx';
import { notifyDone } from '../../lib/notify.tsx';
import { useFormProblem } from '../../lib/useFormProblem.ts';
import { AccountChoices } from './AccountChoices.tsx';
import classes from './Settings.module.css';

/** One's own e-mail, password, language and theme. */
export function AccountForm() {
  const { t } = useTranslation();
  const { user, signOut } = useAuth();
  const [asking, setAsking] = useState(false);
  const onTheWay = summary(useUploads()).sending;
  const queries = useQueryClient();
  const save = $api.useMutation('patch', '/auth/me');
  const form = useForm({
    initialValues: { email: user.email, current_password: '', password: '' },
    validate: {
      password: value => (value !== '' && value.length < 10 ? t('settings.users.form.passwordHint') : null),
      current_password: (value, { password }) => (password !== '' && value === '' ? t('signIn.required') : null),
    },
  });
  const onProblem = useFormProblem(form);
  const submit = form.onSubmit(({ email, current_password, password }) => {
    const body = { ...(email.trim() !== user.email && { email: email.trim() }), ...(password && { current_password, password }) };
    const change = () => save.mutateAsync({ body });
    void (password ? withNewPassword(change, password) : change()).then(me => {
      notifyDone(password ? t('settings.account.savedPassword') : t('settings.account.saved'));
      queries.setQueryData(['get', '/auth/me', {}], me);
      form.setValues({ email: me.email, current_password: '', password: '' });
    }, onProblem);
  });
  const toggle = { 'aria-label': t('signIn.showPassword'), tabIndex: 0, 'aria-hidden': false };
  return (
    <form onSubmit={submit} className={classes.sheet} noValidate>
      <div className={classes.form}>
        <p className="mut">{t('settings.account.signedAs', { name: user.username, role: t(`header.role.${user.role}`) })}</p>
        <AccountChoices />
        <TextInput type="email" label={t('settings.account.email')} autoComplete="email" {...form.getInputProps('email')} />
        <PasswordInput
          label={t('settings.account.password')}
          description={t('settings.users.form.passwordHint')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          autoComplete="new-password"
          visibilityToggleButtonProps={toggle}
          {...form.getInputProps('password')}
        />
        <PasswordInput
          label={t('settings.account.current')}
          description={t('settings.account.currentHint')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          autoComplete="current-password"
          visibilityToggleButtonProps={toggle}
          {...form.getInputProps('current_password')}
        />
        <Button type="submit" loading={save.isPending} style={{ justifySelf: 'start' }}>
          {t('action.save')}
        </Button>
        <Button variant="default" onClick={() => (onTheWay > 0 ? setAsking(true) : signOut(true))} style={{ justifySelf: 'start' }}>
          {t('settings.account.signOutEverywhere')}
        </Button>
      </div>
      <ConfirmDialog
        opened={asking}
        title={t('content.tray.outTitle')}
        confirm={t('settings.account.signOutEverywhere')}
        onConfirm={() => signOut(true)}
        onClose={() => setAsking(false)}
      >
        {t('content.tray.outText', { count: onTheWay })}
      </ConfirmDialog>
    </form>
  );
}
