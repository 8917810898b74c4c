import { Button, Drawer } from '@mantine/core';
import type { Content } from '@tvs/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconPlus } from '../../components/icons.ts';
import { Library } from './Library.tsx';

/** The library on a phone: from below, one tap an item. */
export function LibraryDrawer({ onAdd }: { onAdd: (content: Content) => void }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button variant="default" leftSection={<IconPlus size={18} />} onClick={() => setOpened(true)}>
        {t('nav.content')}
      </Button>
      <Drawer
        opened={opened}
        onClose={() => setOpened(false)}
        position="bottom"
        size="80%"
        title={t('campaigns.builder.library')}
        closeButtonProps={{ 'aria-label': t('action.close') }}
      >
        <Library onAdd={onAdd} />
      </Drawer>
    </>
  );
}
