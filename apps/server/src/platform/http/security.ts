import type { FastifyInstance } from 'fastify';

/**
 * The pages run only what this server gave them. Styles may stand in attributes (Mantine sets them); media may come from
 * the library (`blob:`); frames are the players' sandboxed pages (`srcdoc`).
 */
const directives = {
  defaultSrc: ["'self'"],
  baseUri: ["'none'"],
  objectSrc: ["'none'"],
  scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  mediaSrc: ["'self'", 'blob:'],
  fontSrc: ["'self'", 'data:'],
  connectSrc: ["'self'", 'ws:', 'wss:'],
  workerSrc: ["'self'", 'blob:'],
  frameSrc: ["'self'", 'blob:'],
  frameAncestors: ["'self'"],
  formAction: ["'self'"],
};

/**
 * The player's page: the same, but customers' HTML runs in frames that inherit this policy (`srcdoc`, sandboxed, without an
 * origin), so their inline scripts and their pictures from elsewhere must be allowed here. The player itself never puts
 * text from outside into its markup.
 */
const playerPolicy = written({
  ...directives,
  // Packages carry their files as `data:` addresses.
  scriptSrc: [...directives.scriptSrc, "'unsafe-inline'", 'data:'],
  connectSrc: [...directives.connectSrc, 'data:'],
  frameSrc: [...directives.frameSrc, 'data:'],
  imgSrc: [...directives.imgSrc, 'https:'],
  mediaSrc: [...directives.mediaSrc, 'data:', 'https:'],
  fontSrc: [...directives.fontSrc, 'https:'],
  styleSrc: [...directives.styleSrc, 'data:', 'https:'],
});
const policy = written(directives);

function written(given: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(given)
    .map(([name, values]) => `${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)} ${values.join(' ')}`)
    .join(';');
}

/** Gives every answer its policy, the player's page its own. Written once: helmet would write it anew for each answer. */
export function protectPages(http: FastifyInstance): void {
  http.addHook('onRequest', async (request, reply) => {
    reply.header('content-security-policy', /^\/player(\/|\?|$)/.test(request.url) ? playerPolicy : policy);
  });
}
