import { Modal } from '@mantine/core';
import type { Editorial } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { useAskBeforeClose } from '../../components/useAskBeforeClose.tsx';
import { EditorialFields } from './EditorialFields.tsx';

interface EditorialFormProps {
  /** Nothing: a new one. */
  editorial?: Editorial;
  opened: boolean;
  onClose: () => void;
  onSaved: (editorial: Editorial) => void;
}

/** The dialog in which an editorial is made or set. */
export function EditorialForm({ editorial, opened, onClose, onSaved }: EditorialFormProps) {
  const { t } = useTranslation();
  const ask = useAskBeforeClose(onClose);
  return (
    <Modal
      opened={opened}
      onClose={ask.close}
      size={520}
      title={editorial ? t('editorials.editTitle') : t('editorials.newTitle')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <EditorialFields {...(editorial && { editorial })} tell={ask.tell} onClose={onClose} onSaved={onSaved} />
      {ask.question}
    </Modal>
  );
}
