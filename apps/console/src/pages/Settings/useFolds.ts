import { readLocalStorageValue, useLocalStorage } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { TreeRow } from '../../lib/locations.ts';
import { type Folds, revealed } from './placeTree.ts';

const key = 'tvs.places.folds';
const nothing: Folds = {};

/** What is open of the tree, remembered in this browser. What is chosen is made visible. */
export function useFolds(rows: readonly TreeRow[], selected: number | undefined): [Folds, (folds: Folds) => void] {
  const [folds, setFolds] = useLocalStorage<Folds>({ key, defaultValue: nothing, getInitialValueInEffect: false });
  const [shown, setShown] = useState<number | undefined>(undefined);
  useEffect(() => {
    if (selected === shown || rows.length === 0) return;
    setShown(selected);
    if (selected === undefined) return;
    const now = readLocalStorageValue<Folds>({ key, defaultValue: nothing });
    const next = revealed(rows, now, selected);
    if (next !== now) setFolds(next);
  }, [selected, shown, rows, setFolds]);
  return [folds, setFolds];
}
