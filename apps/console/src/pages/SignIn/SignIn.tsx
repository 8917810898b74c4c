import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDocumentTitle } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client.ts';
import { toProblem } from '../../api/problem.ts';
import { queryClient } from '../../api/queryClient.ts';
import { session } from '../../api/session.ts';
import { IconCircleXFilled, IconLock, IconUser } from '../../components/icons.ts';
import { useProblemWords } from '../../lib/useProblemWords.ts';
import { safeNext } from '../../router.tsx';
import { LanguageMenu } from '../../shell/LanguageMenu.tsx';
import { Logo } from '../../shell/Logo.tsx';
import { ThemeMenu } from '../../shell/ThemeMenu.tsx';
import { Screens } from './Screens.tsx';
import { ServerState } from './ServerState.tsx';
import classes from './SignIn.module.css';

/** The door. Shows nothing of anybody's system; returns to where one was. */
export function SignIn() {
  const { t } = useTranslation();
  useDocumentTitle(`${t('signIn.title')} · TVS`);
  const words = useProblemWords();
  const navigate = useNavigate();
  const { next } = useSearch({ from: '/sign-in' });
  const login = $api.useMutation('post', '/auth/login');
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { username: '', password: '' },
    validate: {
      username: value => (value.trim() === '' ? t('signIn.required') : null),
      password: value => (value === '' ? t('signIn.required') : null),
    },
  });

  const submit = form.onSubmit(body =>
    login.mutate(
      { body: { ...body, username: body.username.trim() } },
      {
        onSuccess: answer => {
          queryClient.clear();
          queryClient.setQueryData(['get', '/auth/me', {}], answer.user);
          session.start(answer.access_token);
          void navigate({ href: safeNext(next), replace: true });
        },
        onError: error => {
          const problem = toProblem(error);
          form.setFieldError(
            'password',
            problem.status === 0
              ? t('signIn.noServer')
              : problem.status === 429
                ? t('signIn.tooMany', { seconds: problem.retry_after ?? 60 })
                : problem.status === 401
                  ? t('signIn.refused')
                  : words(problem),
          );
        },
      },
    ),
  );

  return (
    <div className={classes.page}>
      <header className={classes.top}>
        <Logo size={32} />
        <b>{t('app.name')}</b>
        <span className={classes.choices}>
          <LanguageMenu full />
          <ThemeMenu />
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
            key={form.key('username')}
            {...form.getInputProps('username')}
          />
          <PasswordInput
            label={t('signIn.password')}
            size="md"
            autoComplete="current-password"
            leftSection={<IconLock size={18} stroke={1.75} aria-hidden />}
            visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword'), tabIndex: 0, 'aria-hidden': false }}
            key={form.key('password')}
            {...form.getInputProps('password')}
            error={
              form.errors.password && (
                <span className={classes.error} role="alert">
                  <IconCircleXFilled size={16} aria-hidden /> {form.errors.password}
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
