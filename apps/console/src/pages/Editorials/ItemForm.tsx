import { Modal } from '@mantine/core';
import type { Editorial, EditorialItem } from '@tvs/protocol';
import { useTranslation } from 'react-i18next';
import { useAskBeforeClose } from '../../components/useAskBeforeClose.tsx';
import { ItemFields } from './ItemFields.tsx';

interface ItemFormProps {
  editorial: Editorial;
  /** Nothing: a new one. */
  item?: EditorialItem;
  opened: boolean;
  onClose: () => void;
  onSaved: (item: EditorialItem) => void;
}

/** The dialog in which an item is written, with the screen beside it. */
export function ItemForm({ editorial, item, opened, onClose, onSaved }: ItemFormProps) {
  const { t } = useTranslation();
  const ask = useAskBeforeClose(onClose);
  return (
    <Modal
      opened={opened}
      onClose={ask.close}
      size={920}
      title={item ? t('editorials.item.editTitle') : t('editorials.item.new')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <ItemFields editorial={editorial} {...(item && { item })} tell={ask.tell} onClose={onClose} onSaved={onSaved} />
      {ask.question}
    </Modal>
  );
}
