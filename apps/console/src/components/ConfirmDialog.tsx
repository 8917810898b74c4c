import { Button, Group, Modal, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface ConfirmDialogProps {
  opened: boolean;
  /** A question with the name of the thing. */
  title: string;
  /** The consequences. */
  children: ReactNode;
  /** The deed, as its button says it. */
  confirm: string;
  /** The way out, where it is more than “cancel”. */
  cancel?: string;
  busy?: boolean;
  error?: ReactNode;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something is destroyed. The safe way out has the focus. */
export function ConfirmDialog({ opened, title, children, confirm, cancel, busy = false, error, onConfirm, onClose }: ConfirmDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Text component="div" c="dimmed" size="sm">
        {children}
      </Text>
      {error && (
        <Text component="div" c="var(--bad)" size="sm" mt="sm" role="alert">
          {error}
        </Text>
      )}
      <Group justify="flex-end" gap={8} mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          {cancel ?? t('action.cancel')}
        </Button>
        <Button color="red" loading={busy} onClick={onConfirm}>
          {confirm}
        </Button>
      </Group>
    </Modal>
  );
}
