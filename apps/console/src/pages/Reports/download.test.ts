import { expect, test } from 'vitest';
import { fileName, type Received, receive } from './download.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('a file arrives whole, its bytes and lines told on the way', async () => {
  const told: Received[] = [];
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const piece of ['a;b\r\n1;', '2\r\n3;4\r\n']) controller.enqueue(bytes(piece));
      controller.close();
    },
  });
  const file = await receive(stream, received => told.push(received));
  expect(await file.text()).toBe('a;b\r\n1;2\r\n3;4\r\n');
  expect(told).toEqual([
    { bytes: 7, lines: 1 },
    { bytes: 15, lines: 3 },
  ]);
});

test('half a file is none: what breaks the stream breaks the download', async () => {
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: controller => controller.error(new TypeError('network')),
  });
  await expect(receive(stream, () => undefined)).rejects.toThrow('network');
});

test('the answer names the file', () => {
  expect(fileName(new Headers({ 'content-disposition': 'attachment; filename="plays-by-day.csv"' }))).toBe('plays-by-day.csv');
  expect(fileName(new Headers())).toBe('report.csv');
});
