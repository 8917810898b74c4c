import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { expect, test } from 'vitest';

test('all of it is less than 6,400 bytes, minified and gzipped', async () => {
  const bundle = await rolldown({ input: fileURLToPath(new URL('index.ts', import.meta.url)) });
  const { output } = await bundle.generate({ format: 'esm', minify: true });
  await bundle.close();
  expect(gzipSync(output[0].code, { level: 9 }).length).toBeLessThan(6400);
});
