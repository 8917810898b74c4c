/** Where a screen finds its player, and whether only this machine does: `localhost` is another one to every TV. */
export function playerAddress({ host, hostname }: Pick<Location, 'host' | 'hostname'> = window.location): { url: string; here: boolean } {
  return { url: `${host}/player`, here: hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.') };
}
