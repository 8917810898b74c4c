import { Button, Group, Modal, PasswordInput, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../api/client.ts';
import { session } from '../api/session.ts';
import { useAuth } from '../contexts/auth/AuthContext.tsx';
import { useRefusalWords } from '../pages/SignIn/useRefusalWords.ts';

/**
 * The session is over while somebody is at work: the page stays, unreadable and with all that was typed, until its owner is here again.
 * Nothing but the password and the way out can be reached.
 */
export function SignInAgain() {
  const { t } = useTranslation();
  const refuse = useRefusalWords();
  const { user } = useAuth();
  const login = $api.useMutation('post', '/auth/login');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // Beside the form below it lies in the page's tree.
    event.stopPropagation();
    if (password === '') return setError(t('signIn.required'));
    login.mutate(
      { body: { username: user.username, password } },
      {
        onSuccess: ({ access_token }) => session.start(access_token),
        onError: problem => setError(refuse(problem)),
      },
    );
  };
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('editing.again.title')}
      zIndex={1000}
      overlayProps={{ blur: 12, backgroundOpacity: 0.7 }}
    >
      <form onSubmit={submit} noValidate>
        <Text c="dimmed" size="sm" mb="md">
          {t('editing.again.text', { name: user.username })}
        </Text>
        <input type="text" autoComplete="username" value={user.username} readOnly hidden />
        <PasswordInput
          label={t('signIn.password')}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword'), tabIndex: 0, 'aria-hidden': false }}
          value={password}
          onChange={event => setPassword(event.currentTarget.value)}
          error={error && <span role="alert">{error}</span>}
          data-autofocus
        />
        <Group justify="flex-end" gap={8} mt="lg">
          <Button variant="default" onClick={() => session.end()}>
            {t('editing.again.leave')}
          </Button>
          <Button type="submit" loading={login.isPending}>
            {t('signIn.submit')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
