import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LocationForm } from './LocationForm.tsx';

interface NewLocationProps {
  opened: boolean;
  parent: number | null;
  onClose: () => void;
  onMade: (id: number) => void;
}

/** A new place, below the chosen one. */
export function NewLocation({ opened, parent, onClose, onMade }: NewLocationProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={t('settings.locations.new')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <LocationForm
        parent={parent}
        onCancel={onClose}
        onSaved={id => {
          onClose();
          onMade(id);
        }}
      />
    </Modal>
  );
}
