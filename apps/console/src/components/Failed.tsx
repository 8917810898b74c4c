import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isUnknownOperation, toProblem } from '../api/problem.ts';
import { useProblemWords } from '../lib/useProblemWords.ts';
import { IconCircleXFilled, IconCloudOff, IconLock, IconRefresh, IconUnlink } from './icons.ts';
import { StateCard } from './StateCard.tsx';

/** Why something isn't here, in the place where it failed. */
export function Failed({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const words = useProblemWords();
  const problem = toProblem(error);
  const retry = onRetry && (
    <Button variant="light" size="xs" leftSection={<IconRefresh size={16} />} onClick={onRetry}>
      {t('action.retry')}
    </Button>
  );
  const home = (
    // Without the place, which would go along and may be what isn't there.
    <Button variant="light" size="xs" renderRoot={props => <Link to="/" search={{ loc: undefined }} {...props} />}>
      {t('state.goHome')}
    </Button>
  );
  if (problem.status === 0)
    return (
      <StateCard icon={IconCloudOff} tone="warn" title={t('state.networkTitle')} actions={retry}>
        {t('state.network')}
      </StateCard>
    );
  if (problem.status === 403)
    return (
      <StateCard icon={IconLock} title={t('state.forbiddenTitle')} actions={home}>
        {t('state.forbidden')}
      </StateCard>
    );
  if (isUnknownOperation(problem))
    return (
      <StateCard
        icon={IconUnlink}
        tone="warn"
        title={t('state.versionTitle')}
        actions={
          <Button variant="light" size="xs" leftSection={<IconRefresh size={16} />} onClick={() => window.location.reload()}>
            {t('state.reload')}
          </Button>
        }
      >
        {t('problem.unknown_operation')}
      </StateCard>
    );
  if (problem.status === 404 || problem.status === 400)
    return (
      <StateCard icon={IconUnlink} title={t('state.notFoundTitle')} actions={home}>
        {t('state.notFound')}
      </StateCard>
    );
  return (
    <StateCard
      icon={IconCircleXFilled}
      tone="bad"
      title={t('state.errorTitle')}
      actions={retry}
      code={problem.request_id ? t('state.code', { code: problem.request_id.slice(-6) }) : undefined}
    >
      {words(problem)}
    </StateCard>
  );
}
