import { QueryClient } from '@tanstack/react-query';
import { toProblem } from './problem.ts';

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
