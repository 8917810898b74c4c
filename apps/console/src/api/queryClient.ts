import { QueryClient } from '@tanstack/react-query';
import { toProblem } from './problem.ts';
import { session } from './session.ts';

/** Answers stay fresh for a while because the socket says when something changed. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 20_000,
      gcTime: 10 * 60_000,
      retry: (failures, error) => {
        const { status } = toProblem(error);
        return failures < 2 && (status === 0 || status >= 500);
      },
      // The offline banner says what is wrong; queries go on trying rather than waiting for the browser's opinion.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** What one may see another may not: somebody else, in whichever tab they signed in or out, begins with nothing. */
export function followSession(): void {
  let whose = session.whose();
  let lapsed = false;
  session.subscribe(() => {
    const now = session.whose();
    if (now !== whose) queryClient.clear();
    // The same person with another token: maybe other rights, and whatever happened meanwhile.
    else if (lapsed && !session.lapsed()) void queryClient.invalidateQueries();
    whose = now;
    lapsed = session.lapsed();
  });
}
