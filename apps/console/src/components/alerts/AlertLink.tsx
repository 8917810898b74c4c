import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAuth } from '../../contexts/auth/AuthContext.tsx';
import type { AlertGroup } from './alertGroups.ts';
import { alertTarget } from './alertTarget.ts';

/** The way to what an alert is about. */
export function AlertLink({ group }: { group: AlertGroup }) {
  const { t } = useTranslation();
  const { canWrite } = useAuth();
  const { link, word } = alertTarget(group, canWrite);
  return (
    <Button variant="light" size="xs" renderRoot={props => <Link {...link} {...props} />}>
      {t(`alerts.${word}`)}
    </Button>
  );
}
