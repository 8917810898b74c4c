import { useState } from 'react';

interface Typed {
  /** What the form holds: what was read, or the text itself where nothing could be. */
  value: string;
  onChange: (value: string) => void;
  read: (text: string) => string | null;
  show: (value: string) => string;
  isRead: (value: string) => boolean;
}

/** A text field that reads what is typed. Text that it can't read stays, in the field and in the form, for its owner to see. */
export function useTyped({ value, onChange, read, show, isRead }: Typed) {
  const [text, setText] = useState<string | null>(null);
  return {
    text: text ?? show(value),
    type: (typed: string) => {
      setText(typed);
      onChange(typed.trim() === '' ? '' : (read(typed) ?? typed));
    },
    /** Once typing is over, the field shows how it was understood. */
    settle: () => setText(null),
    /** While typing nobody is told off. */
    unread: text === null && value !== '' && !isRead(value),
  };
}
