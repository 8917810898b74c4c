/** How long a thing that was made answers for the same wish again, ms; each such wish lets it begin anew. */
const kept = 1000;
/** Looking, whose answers may differ a moment later and who asks may stop asking; and a screen's buttons: “next” twice is two further. */
const repeatable = /\/(check|impact|preview|command)$/;

interface Wish {
  answer: Promise<Response>;
  timer?: ReturnType<typeof setTimeout>;
}

/**
 * A double click, or Enter held down until the dialog is gone, is one wish: the same POST while it is under way, or just
 * after something was made by it, is answered with the first one's answer and not sent.
 */
export function once(send: (request: Request) => Promise<Response>): (request: Request) => Promise<Response> {
  const wishes = new Map<string, Wish>();
  return async request => {
    if (request.method !== 'POST' || repeatable.test(request.url) || request.headers.get('Content-Type') !== 'application/json')
      return send(request);
    const asked = [request.url, request.headers.get('Authorization'), await request.clone().text()].join(' ');
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
    const wish: Wish = { answer: send(request) };
    wishes.set(asked, wish);
    wish.answer.then(({ status }) => (status === 201 ? keep(wish) : forget()), forget);
    return (await wish.answer).clone();
  };
}
