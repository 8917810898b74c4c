import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { Transform } from 'node:stream';

/** What is done to one answer on its way to the player. */
export interface Fault {
  /** Ends the connection after so many bytes of the body. */
  cutAfter?: number;
  /** Other bytes of the same length. */
  change?: (bytes: Buffer) => Buffer;
  /** Instead of what the server says. */
  headers?: Record<string, string>;
  /** Instead of the server's whole answer. */
  body?: Buffer;
  status?: number;
}

export interface Asked {
  path: string;
  range: string | undefined;
  ifRange: string | undefined;
  status: number;
  /** Of the body, sent on. */
  bytes: number;
}

/** A network between the player and the real server, whose faults a test decides. */
export class PlayerProxy {
  readonly asked: Asked[] = [];
  /** Decides on each answer, when its headers are there. */
  fault: (asked: Asked) => Fault | undefined = () => undefined;
  url = '';
  #up = true;
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((incoming, outgoing) => this.#pass(incoming, outgoing));
  /** The server's port; may become another's. */
  target: number;

  private constructor(target: number) {
    this.target = target;
  }

  static async to(target: number): Promise<PlayerProxy> {
    const proxy = new PlayerProxy(target);
    proxy.#server.on('connection', socket => {
      if (!proxy.#up) socket.destroy();
      proxy.#sockets.add(socket);
      socket.on('error', () => {}).on('close', () => proxy.#sockets.delete(socket));
    });
    proxy.#server.on('upgrade', (incoming, socket, head) => proxy.#tunnel(incoming, socket as Socket, head));
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    const address = proxy.#server.address();
    if (typeof address !== 'object' || !address) throw new Error('no port');
    proxy.url = `http://127.0.0.1:${address.port}`;
    return proxy;
  }

  /** Pulls the plug, or puts it back in. */
  link(up: boolean): void {
    this.#up = up;
    if (!up) for (const socket of this.#sockets) socket.destroy();
  }

  files(contentId: number): Asked[] {
    return this.asked.filter(({ path }) => path.startsWith(`/api/content/${contentId}/file`));
  }

  async close(): Promise<void> {
    this.link(false);
    this.#server.close();
    await once(this.#server, 'close');
  }

  #pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method = 'GET', url = '/', headers } = incoming;
    const upstream = request({ port: this.target, host: '127.0.0.1', method, path: url, headers }, answer => {
      const asked = {
        path: url,
        range: headers.range,
        ifRange: headers['if-range'] as string | undefined,
        status: answer.statusCode ?? 0,
        bytes: 0,
      };
      this.asked.push(asked);
      const { cutAfter = Number.POSITIVE_INFINITY, change, headers: more = {}, body, status } = this.fault(asked) ?? {};
      if (body || status) {
        answer.destroy();
        outgoing
          .writeHead(status ?? 200, { 'content-type': url.includes('.js') ? 'text/javascript' : 'text/html', ...more })
          .end(body ?? '');
        return;
      }
      outgoing.writeHead(asked.status, { ...answer.headers, ...more });
      const bend = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          const bytes = (change?.(chunk) ?? chunk).subarray(0, cutAfter - asked.bytes);
          asked.bytes += bytes.length;
          done(null, bytes);
          // Ends after what was sent has left: what is lost then is lost by the player.
          if (asked.bytes >= cutAfter) outgoing.write('', () => outgoing.socket?.end());
        },
      });
      answer.on('error', () => outgoing.destroy());
      outgoing.on('close', () => answer.destroy());
      answer.pipe(bend).pipe(outgoing);
    });
    upstream.on('error', () => outgoing.destroy());
    incoming.pipe(upstream);
  }

  #tunnel(incoming: IncomingMessage, socket: Socket, head: Buffer): void {
    const upstream = connect(this.target, '127.0.0.1', () => {
      const lines = incoming.rawHeaders.flatMap((name, index, all) => (index % 2 === 0 ? [`${name}: ${all[index + 1]}`] : []));
      upstream.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
      upstream.write(head);
      socket.pipe(upstream).pipe(socket);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy()).on('close', () => upstream.destroy());
    upstream.on('close', () => socket.destroy());
  }
}
