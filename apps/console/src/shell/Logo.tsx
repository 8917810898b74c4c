/** The mark, in the theme's accent. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 28 28" aria-hidden="true">
      <rect width="28" height="28" rx="7" fill="var(--accent-fill)" />
      <path d="M7 8.5h14M14 8.5v11" stroke="var(--on-accent)" strokeWidth="3" strokeLinecap="round" fill="none" />
      <circle cx="20" cy="18.5" r="1.9" fill="var(--on-accent)" />
    </svg>
  );
}
