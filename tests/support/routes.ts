import type { App } from '@tvs/server/app';

/** Every route that the server has, as `METHOD /path`, read from the router's own tree. */
export function routesOf({ http }: App): string[] {
  const found: string[] = [];
  const above: string[] = [];
  for (const line of http.printRoutes({ commonPrefix: false }).split('\n')) {
    const match = /^((?:[│ ] {3})*)[├└]── (.*)$/.exec(line);
    if (!match) continue;
    const depth = (match[1] ?? '').length / 4;
    const [, segment = '', methods = ''] = /^(.*?)(?: \(([A-Z, ]+)\))?$/.exec(match[2] ?? '') ?? [];
    above.length = depth;
    above.push(segment);
    for (const method of methods.split(', ').filter(Boolean)) found.push(`${method} ${above.join('')}`);
  }
  return found;
}
