import { connect } from 'node:net';
import type { Problem } from '@tvs/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ env: { MAX_CONTENT_LENGTH: '64k' } });
});
afterAll(() => app.close());

/** Sends bytes as they are and reads until the server closes. */
function raw(port: number, text: string, more?: (write: (text: string) => void) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', chunk => {
      answer += chunk.toString();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', error => (answer === '' ? reject(error) : resolve(answer)));
    socket.write(text);
    more?.(part => socket.write(part));
  });
}

const problemOf = (answer: string) => JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)) as Problem;

describe('what never becomes a request is answered with a problem all the same', () => {
  test.each([
    ['an address that can not be decoded', 'GET /api/content/%E0%A4%A HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
    ['an address of 20,000 characters', `GET /api/${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`, 431],
    ['headers of 40,000 bytes', `GET /api/health HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`, 431],
    ['another protocol', 'HELO there\r\n\r\n', 400],
    ['a length that is no number', 'POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n', 400],
    ['two lengths', 'POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n', 400],
  ])('%s', async (_, text, status) => {
    const answer = await raw(app.port, text);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer.toLowerCase()).toContain('content-type: application/problem+json');
    expect(problemOf(answer)).toMatchObject({ status, code: expect.any(String), request_id: expect.any(String) });
    expect(answer).not.toMatch(/node:|\.ts|\.js/);
  });
});

test('an operation without a body refuses one, and bears an empty one that has a type', async () => {
  const { id } = await app.ok<{ id: number }>('POST', '/campaigns', { name: 'Outono' });
  expect((await app.api('POST', `/campaigns/${id}/publish`, { name: 'Inverno' })).status).toBe(400);
  const empty = await fetch(`${app.url}/api/campaigns/${id}/publish`, {
    method: 'POST',
    headers: { authorization: `Bearer ${app.token}`, 'content-type': 'application/json' },
  });
  expect(empty.status).toBe(409);
});

test('a key that stands twice in a body is named, and nothing is made', async () => {
  const before = await app.ok<{ total: number }>('GET', '/campaigns');
  const answer = await app.api<Problem>('POST', '/campaigns', '{"name":"A","priority":1,"name":"B"}');
  expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([400, 'name']);
  expect((await app.ok<{ total: number }>('GET', '/campaigns')).total).toBe(before.total);
});

test('a file that is too large is refused while it comes, and the line is cut, not read to its end', async () => {
  const head =
    `POST /api/content/upload HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${app.token}\r\n` +
    'Content-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n\r\n';
  const part = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n';
  const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
  const block = chunk('x'.repeat(60_000));
  let sent = 0;
  const answer = await new Promise<string>(resolve => {
    const socket = connect(app.port, '127.0.0.1');
    let text = '';
    let open = true;
    const pump = () => {
      while (open && sent < 4e9) {
        sent += block.length;
        if (!socket.write(block)) return;
      }
    };
    socket.on('drain', pump);
    socket.on('data', data => {
      text += data.toString();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      open = false;
      resolve(text);
    });
    socket.write(head + chunk(part));
    pump();
  });
  expect(answer).toMatch(/^HTTP\/1.1 41[35] /);
  expect(sent).toBeLessThan(500e6);
});
