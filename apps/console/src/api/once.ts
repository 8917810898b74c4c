import { isAnswer } from './problem.ts';
import { session } from './session.ts';

/** How long a thing that was made answers for the same wish again, ms; each such wish lets it begin anew. */
const kept = 1000;
/** After these waits, ms, what was not answered is sent again. */
const waits = [1000, 4000];
/** Looking, whose answers may differ a moment later and who asks may stop asking; and the door. */
const repeatable = /\/(check|impact|preview|login|logout)$/;
/** A screen's buttons: “next” twice is two further. */
const button = /\/command( |$)/;
/** How long such a press that was not answered stays the same one, ms; what a form says does so until it is answered. */
const pressed = 60_000;
const mostUnanswered = 50;

interface Wish {
  answer: Promise<Response>;
  timer?: ReturnType<typeof setTimeout>;
}

/**
 * A double click, or Enter held down until the dialog is gone, is one wish: the same POST while it is under way, or just
 * after something was made by it, is answered with the first one's answer and not sent. And what was sent and not answered may
 * be done all the same: it is sent again, by itself and then by the person, with the key by which the server knows it again.
 */
export function once(send: (request: Request) => Promise<Response>): (request: Request) => Promise<Response> {
  const wishes = new Map<string, Wish>();
  const unanswered = new Map<string, { key: string; at: number }>();

  /** Whatever else was changed since, the same words are another wish. */
  const told = (answer: Response) => {
    if (!isLost(answer) && answer.status !== 401) unanswered.clear();
    return answer;
  };

  async function insist(request: Request, said: string, whose: string | null): Promise<Response> {
    const before = unanswered.get(said);
    const again = before && (Date.now() < before.at + pressed || !button.test(said));
    const key = again ? before.key : newKey();
    request.headers.set('Idempotency-Key', key);
    for (let round = 0; ; round += 1) {
      const answer = await whole(send(request.clone())).catch(brokenLine);
      if (!isLost(answer)) return told(answer);
      const wait = waits[round];
      if (wait) {
        await new Promise(resolve => setTimeout(resolve, wait));
        // Who has left wants nothing any more.
        if (session.whose() === whose) continue;
      }
      if (unanswered.size >= mostUnanswered) unanswered.clear();
      unanswered.set(said, { key, at: Date.now() });
      if (answer.status) return answer;
      throw new TypeError('no answer');
    }
  }

  return async request => {
    if (request.method === 'GET' || repeatable.test(request.url)) return send(request);
    if (request.method !== 'POST') return told(await send(request));
    const whose = session.whose();
    const said = [request.url, request.headers.get('If-Match'), await request.clone().text()].join(' ');
    if (button.test(request.url)) return insist(request, said, whose);
    const asked = `${request.headers.get('Authorization')} ${said}`;
    const forget = () => wishes.delete(asked);
    const keep = (wish: Wish) => {
      clearTimeout(wish.timer);
      wish.timer = setTimeout(forget, kept);
    };
    const earlier = wishes.get(asked);
    if (earlier) {
      if (earlier.timer) keep(earlier);
      return (await earlier.answer).clone();
    }
    const wish: Wish = { answer: insist(request, said, whose) };
    wishes.set(asked, wish);
    wish.answer.then(({ status }) => (status === 201 ? keep(wish) : forget()), forget);
    return (await wish.answer).clone();
  };
}

/** The answer, once it is here to its end: a line may break in its middle. */
async function whole(sent: Promise<Response>): Promise<Response> {
  const answer = await sent;
  await answer.clone().text();
  return answer;
}

/** Of status 0; who gave up asking is not asked for again. */
function brokenLine(problem: unknown): Response {
  if (problem instanceof TypeError) return Response.error();
  throw problem;
}

/** Whether what came says nothing of what became of it: a proxy's word, or that the first sending is still under way. */
function isLost(answer: Response): boolean {
  const { ok, status, headers } = answer;
  return ok ? !isAnswer(answer) : status === 0 || (status > 501 && status < 505) || (status === 409 && headers.has('Retry-After'));
}

/** 128 random bits, also where the page came by plain HTTP, which knows no `randomUUID`. */
export function newKey(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}
