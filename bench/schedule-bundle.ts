import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';

/** What an app that imports this carries: minified and gzipped bytes. */
export async function bundleSizes(): Promise<Record<string, number>> {
  const sizes: Record<string, number> = {};
  const imports = {
    'tvs, what the player imports: compile, resolve, timeline': "export { compile, resolve, timeline } from '@tvs/schedule'",
    'tvs, all of it': "export * from '@tvs/schedule'",
    'tvs, validate': "export * from '@tvs/schedule/validate'",
    'tvs, zones': "export * from '@tvs/schedule/zones'",
    'tvs, describe': "export * from '@tvs/schedule/describe'",
    rrule: "export { RRule } from 'rrule'",
    'rrule-temporal': "export { RRuleTemporal } from 'rrule-temporal'",
  };
  for (const [name, code] of Object.entries(imports)) sizes[name] = await gzippedBundle(code);
  return sizes;
}

async function gzippedBundle(code: string): Promise<number> {
  const entry = '\0entry.ts';
  const directory = new URL('.', import.meta.url).pathname;
  const bundle = await rolldown({
    input: entry,
    cwd: directory,
    plugins: [
      {
        name: 'entry',
        resolveId(id, importer) {
          if (id === entry) return id;
          return importer === entry ? this.resolve(id, `${directory}entry.ts`) : null;
        },
        load: id => (id === entry ? code : null),
      },
    ],
  });
  const { output } = await bundle.generate({ format: 'esm', minify: true });
  await bundle.close();
  return gzipSync(output[0].code, { level: 9 }).length;
}
