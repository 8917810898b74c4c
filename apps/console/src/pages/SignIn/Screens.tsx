import classes from './SignIn.module.css';

const shades = [0.1, 0.22, 0.14, 0.3, 0.18, 0.08, 0.26, 0.2, 0.12, 0.28, 0.16, 0.24, 0.1, 0.18, 0.06, 0.14, 0.2, 0.1, 0.24, 0.12];
const cells = shades.map((shade, place) => ({ shade, place, lit: place === 14 }));

/** Screens without anybody's content: decoration only. */
export function Screens() {
  return (
    <div className={classes.screens} aria-hidden>
      {cells.map(({ place, shade, lit }) => (
        <i key={place} data-lit={lit || undefined} style={{ opacity: lit ? 1 : shade }} />
      ))}
    </div>
  );
}
