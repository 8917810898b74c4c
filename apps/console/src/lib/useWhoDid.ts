import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { whoDid } from './whoDid.ts';

/** Who did the newest thing to it, once that is known. */
export function useWhoDid(kind: string, id: number): string | null {
  const queries = useQueryClient();
  const [who, setWho] = useState<string | null>(null);
  useEffect(() => {
    void whoDid(queries, kind, id).then(setWho);
  }, [queries, kind, id]);
  return who;
}
