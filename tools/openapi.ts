import { writeFile } from 'node:fs/promises';
import { apiDocument } from '@tvs/server/document';
import openapiTS, { astToString } from 'openapi-typescript';

/** Writes the console's API types from the OpenAPI document; `--check` fails when they are stale. */
const target = new URL('../apps/console/src/api/schema.gen.ts', import.meta.url);
const document = await apiDocument();
const text = `// Made by npm run openapi from the server's OpenAPI document. Do not edit.\n${astToString(await openapiTS(JSON.stringify(document)))}`;

if (process.argv.includes('--check')) {
  const { readFile } = await import('node:fs/promises');
  if ((await readFile(target, 'utf8').catch(() => '')) !== text) {
    console.error('apps/console/src/api/schema.gen.ts is stale: run npm run openapi');
    process.exit(1);
  }
} else {
  await writeFile(target, text);
}
