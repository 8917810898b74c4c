import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { queryClient } from '../../api/queryClient.ts';
import { session } from '../../api/session.ts';
import { IconCircleXFilled, IconLock, IconUser } from '../../components/icons.ts';
import { safeNext } from '../../lib/door.ts';
import { Logo } from '../../shell/Logo.tsx';
import { Choices } from './Choices.tsx';
import { Screens } from './Screens.tsx';
import { ServerState } from './ServerState.tsx';
import classes from './SignIn.module.css';
import { useRefusalWords } from './useRefusalWords.ts';

/** The door. Shows nothing of anybody's system; returns to where one was. */
export function SignIn() {
  const { t } = useTranslation();
  useDocumentTitle(`${t('signIn.title')} · TVS`);
  const refuse = useRefusalWords();
  const navigate = useNavigate();
  const { next } = useSearch({ from: '/sign-in' });
  const login = $api.useMutation('post', '/auth/login');
  const [errors, setErrors] = useState<{ username?: string; password?: string }>({});

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const username = textOf(fields.get('username')).trim();
    const password = textOf(fields.get('password'));
    const missing = {
      ...(username === '' && { username: t('signIn.required') }),
      ...(password === '' && { password: t('signIn.required') }),
    };
    setErrors(missing);
    if (Object.keys(missing).length > 0) return;
    login.mutate(
      { body: { username, password } },
      {
        onSuccess: answer => {
          session.start(answer.access_token);
          queryClient.setQueryData(['get', '/auth/me', {}], answer.user);
          void navigate({ href: safeNext(next), replace: true });
        },
        onError: error => setErrors({ password: refuse(error) }),
      },
    );
  };

  return (
    <div className={classes.page}>
      <header className={classes.top}>
        <Logo size={32} />
        <b>{t('app.name')}</b>
        <span className={classes.choices}>
          <Choices />
        </span>
      </header>
      <main className={classes.main}>
        <form className={classes.form} onSubmit={submit} noValidate>
          <h1>{t('signIn.title')}</h1>
          <p className="mut">{t('app.signInLead')}</p>
          <TextInput
            label={t('signIn.username')}
            size="md"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            leftSection={<IconUser size={18} stroke={1.75} aria-hidden />}
            name="username"
            error={errors.username}
          />
          <PasswordInput
            label={t('signIn.password')}
            size="md"
            autoComplete="current-password"
            leftSection={<IconLock size={18} stroke={1.75} aria-hidden />}
            visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword'), tabIndex: 0, 'aria-hidden': false }}
            name="password"
            error={
              errors.password && (
                <span className={classes.error} role="alert">
                  <IconCircleXFilled size={16} aria-hidden /> {errors.password}
                </span>
              )
            }
          />
          <Button type="submit" size="md" fullWidth loading={login.isPending}>
            {t('signIn.submit')}
          </Button>
        </form>
      </main>
      <Screens />
      <footer className={classes.foot}>
        <ServerState />
        <span className="dim">{window.location.host}</span>
      </footer>
    </div>
  );
}

function textOf(value: FormDataEntryValue | null): string {
  return typeof value === 'string' ? value : '';
}
