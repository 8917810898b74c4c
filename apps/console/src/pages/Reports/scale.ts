/** In what the numbers of a chart are told: as they are, or in thousands or millions, so that each fits on its bar. */
export function scaleOf(most: number): { by: number; unit: 'thousand' | 'million' | null } {
  if (most >= 1_000_000) return { by: 1_000_000, unit: 'million' };
  if (most >= 10_000) return { by: 1000, unit: 'thousand' };
  return { by: 1, unit: null };
}
