import '@mantine/dropzone/styles.css';
import { Dropzone } from '@mantine/dropzone';
import { useTranslation } from 'react-i18next';
import { IconUpload } from '../../components/icons.ts';
import classes from './Content.module.css';

/** Takes files dropped anywhere on the page. What is accepted is the server's to say: it looks inside the file. */
export function ContentUpload({ onFiles }: { onFiles: (files: File[]) => void }) {
  const { t } = useTranslation();
  return (
    <Dropzone.FullScreen active withinPortal={false} onDrop={onFiles} zIndex={300} inputProps={{ 'aria-label': t('content.uploadFiles') }}>
      <div className={classes.drop}>
        <IconUpload size={28} stroke={1.75} aria-hidden />
        <b>{t('content.dropTitle')}</b>
        <span className="mut">{t('content.drop')}</span>
      </div>
    </Dropzone.FullScreen>
  );
}
