import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const kinds = ['manual', 'feed'] as const;
type Kind = (typeof kinds)[number];

/** All editorials, those by hand, or those of feeds. */
export function KindFilter({ value, onChange }: { value: Kind | undefined; onChange: (kind: Kind | undefined) => void }) {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label={t('editorials.kindFilter')}
      value={value ?? ''}
      onChange={next => onChange(kinds.find(kind => kind === next))}
      data={[{ value: '', label: t('editorials.all') }, ...kinds.map(kind => ({ value: kind, label: t(`editorials.kind.${kind}`) }))]}
    />
  );
}
