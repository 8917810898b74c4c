import { connect } from 'node:net';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { endSlowBodies } from './patience.ts';
import { handleProblems } from './problem-handler.ts';

test('a body that never ends is given up, and said so', async () => {
  const http = Fastify();
  handleProblems(http);
  endSlowBodies(http, 200);
  http.post('/', async () => 'taken');
  await http.listen({ port: 0, host: '127.0.0.1' });
  const { port } = http.server.address() as { port: number };
  const answer = await new Promise<string>(resolve => {
    let text = '';
    const socket = connect(port, '127.0.0.1');
    socket.on('data', data => {
      text += data.toString();
    });
    socket.on('close', () => resolve(text));
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"a":');
  });
  expect(answer).toMatch(/^HTTP\/1.1 408 /);
  expect(answer).toContain('"code":"slow"');
  await http.close();
});
