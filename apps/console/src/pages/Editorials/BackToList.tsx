import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { IconArrowLeft } from '../../components/icons.ts';
import classes from './Editorials.module.css';

/** From one editorial to all of them, where they have no room beside it. */
export function BackToList() {
  const { t } = useTranslation();
  return (
    <Link to="/editorials" search={previous => ({ ...previous, id: undefined, item: undefined })} className={classes.back}>
      <IconArrowLeft size={18} aria-hidden /> {t('editorials.back')}
    </Link>
  );
}
