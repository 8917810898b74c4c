import { useMediaQuery } from '@mantine/hooks';

/** Whether the window is as narrow as a phone: the same limit as in the style sheets. Known at the first render. */
export function usePhone(): boolean {
  return useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false }) ?? false;
}
