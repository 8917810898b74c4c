import createFetchClient from 'openapi-fetch';
import createQueryClient from 'openapi-react-query';
import { hearTime } from '../lib/serverClock.ts';
import { once } from './once.ts';
import { isAnswer, isRefusal } from './problem.ts';
import type { paths } from './schema.gen.ts';
import { session } from './session.ts';

/** Every REST operation, typed from the OpenAPI document. */
export const api = createFetchClient<paths>({ baseUrl: '/api', fetch: once(request => fetch(request)) });

api.use({
  onRequest({ request }) {
    const token = session.token();
    if (token) request.headers.set('Authorization', `Bearer ${token}`);
    return request;
  },
  onResponse({ response, request }) {
    if (response.ok) hearTime(response.headers.get('date'));
    // A refused password is the form's to tell; any other 401 of ours means that the session is over.
    if (response.status === 401 && !request.url.endsWith('/auth/login') && isRefusal(response))
      session.lapse(request.headers.get('Authorization')?.replace('Bearer ', '') ?? null);
    // A proxy's page, or nothing, in place of what was asked for: no answer of this server.
    if (response.ok && !isAnswer(response)) throw new TypeError('not an answer');
  },
});

/** The same operations as TanStack queries and mutations. */
export const $api = createQueryClient(api);
