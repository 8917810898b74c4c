import { defineConfig } from 'vitest/config';

/** What these hold of files and buckets has nothing to do with the database, and takes minutes of ffmpeg: once is enough. */
const ofFiles = ['content-hostile', 'content-package', 'content-processing', 'content-renditions', 'content-s3', 'content-s3-away'];

/** Three sizes of test: unit beside the code, integration through the real door, end-to-end in a real browser. */
export default defineConfig({
  test: {
    // On two cores the default is one: most tests wait for a server, a database, a browser or ffmpeg.
    maxWorkers: 3,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'tests/kiosk/**/*.test.ts'],
          environment: 'node',
        },
      },
      integration('sqlite'),
      integration('mariadb'),
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});

function integration(database: 'sqlite' | 'mariadb') {
  return {
    test: {
      name: `integration-${database}`,
      include: ['tests/integration/**/*.test.ts', 'tests/contract/**/*.test.ts', 'tests/faults/**/*.test.ts'],
      exclude: database === 'mariadb' ? ofFiles.map(name => `tests/integration/${name}.test.ts`) : [],
      // The S3 client's note on versions of Node is none for those who read the tests.
      env: { TVS_TEST_DATABASE: database, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
      globalSetup: ['tests/support/services.ts'],
      testTimeout: 90_000,
      hookTimeout: 90_000,
    },
  };
}
