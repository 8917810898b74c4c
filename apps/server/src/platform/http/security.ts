import type { FastifyInstance } from 'fastify';

/**
 * The pages run only what this server gave them. Styles may stand in attributes (Mantine sets them); media may come from
 * the library (`blob:`); frames are the players' sandboxed pages (`srcdoc`).
 */
export const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
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
  },
};

/**
 * The player's page: the same, but customers' HTML runs in frames that inherit this policy (`srcdoc`, sandboxed, without an
 * origin), so their inline scripts and their pictures from elsewhere must be allowed here. The player itself never puts
 * text from outside into its markup.
 */
const playerPolicy = Object.entries({
  ...contentSecurityPolicy.directives,
  // Packages carry their files as `data:` addresses.
  scriptSrc: [...contentSecurityPolicy.directives.scriptSrc, "'unsafe-inline'", 'data:'],
  connectSrc: [...contentSecurityPolicy.directives.connectSrc, 'data:'],
  frameSrc: [...contentSecurityPolicy.directives.frameSrc, 'data:'],
  imgSrc: [...contentSecurityPolicy.directives.imgSrc, 'https:'],
  mediaSrc: [...contentSecurityPolicy.directives.mediaSrc, 'data:', 'https:'],
  fontSrc: [...contentSecurityPolicy.directives.fontSrc, 'https:'],
  styleSrc: [...contentSecurityPolicy.directives.styleSrc, 'data:', 'https:'],
})
  .map(([name, values]) => `${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)} ${values.join(' ')}`)
  .join(';');

/** Gives the player's page its own policy; register after helmet. */
export function protectPlayer(http: FastifyInstance): void {
  http.addHook('onRequest', async (request, reply) => {
    if (/^\/player(\/|\?|$)/.test(request.url)) reply.header('content-security-policy', playerPolicy);
  });
}
