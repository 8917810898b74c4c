import classes from './FirstSteps.module.css';

/** A screen and its sequence, drawn: decoration only. */
export function FirstPicture() {
  return (
    <svg className={classes.picture} viewBox="0 0 620 600" aria-hidden="true">
      <rect width="620" height="600" fill="var(--accent-soft)" />
      <circle cx="620" cy="600" r="390" fill="var(--accent-bd)" opacity=".35" />
      <rect x="96" y="84" width="428" height="256" rx="10" fill="#12282d" />
      <rect x="106" y="94" width="408" height="236" rx="3" fill="#0b6d7c" />
      <circle cx="400" cy="212" r="88" fill="#f3cf86" />
      <path d="M400 124a88 88 0 0 1 0 176z" fill="#f0b04a" />
      <path d="M146 168h92M146 204h132M146 240h64" stroke="#fff" strokeWidth="16" strokeLinecap="round" />
      <path d="M276 340h68v18h48v8H228v-8h48z" fill="#12282d" />
      <rect x="48" y="420" width="524" height="100" rx="8" fill="var(--surface)" />
      <rect x="60" y="432" width="160" height="76" rx="4" fill="#0b6d7c" />
      <circle cx="178" cy="470" r="22" fill="#f3cf86" />
      <path d="M80 460h48M80 480h64" stroke="#fff" strokeWidth="8" strokeLinecap="round" />
      <rect x="228" y="432" width="228" height="76" rx="4" fill="#40105e" />
      <path d="m268 508 92-76h44l-92 76z" fill="#717cbe" />
      <rect x="464" y="432" width="96" height="76" rx="4" fill="none" stroke="var(--accent-fill)" strokeWidth="2" strokeDasharray="6 5" />
      <rect x="462" y="412" width="96" height="74" rx="4" fill="#920000" transform="rotate(6 510 448)" />
      <path d="M140 404v120" stroke="var(--text)" strokeWidth="2" />
      <path d="M132 396h16v9l-8 8-8-8z" fill="var(--text)" />
    </svg>
  );
}
