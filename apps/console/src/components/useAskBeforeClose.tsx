import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from './ConfirmDialog.tsx';

interface AskBeforeClose {
  /** For the dialog: closes it, or asks first. */
  close: () => void;
  /** For the form in it: says at every drawing whether something is unsaved. */
  tell: (unsaved: boolean) => void;
  question: ReactNode;
}

/** A dialog with a form in it: Esc and a click beside it do not throw away what was typed. */
export function useAskBeforeClose(onClose: () => void): AskBeforeClose {
  const { t } = useTranslation();
  const unsaved = useRef(false);
  const [asking, setAsking] = useState(false);
  return {
    close: () => {
      // Esc reaches every open dialog: in the question it means to stay, and the one that opens it must not close it again.
      if (asking) setAsking(false);
      else if (unsaved.current) setTimeout(() => setAsking(true));
      else onClose();
    },
    tell: value => {
      unsaved.current = value;
    },
    question: (
      <ConfirmDialog
        opened={asking}
        title={t('editing.leave.title')}
        confirm={t('editing.leave.leave')}
        cancel={t('editing.leave.stay')}
        onConfirm={() => {
          unsaved.current = false;
          setAsking(false);
          onClose();
        }}
        onClose={() => setAsking(false)}
      >
        {t('editing.leave.text')}
      </ConfirmDialog>
    ),
  };
}
