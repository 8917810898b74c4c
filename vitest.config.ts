import { defineConfig } from 'vitest/config';

/** What the database has no part in is tested on one of them. */
const once = [
  'tests/contract/{descriptions,document,security-doors,security-login,security-secrets,tokens}.test.ts',
  'tests/integration/{content-accel,demo,feeds,feeds-schedule,http,realtime-patience,screenshots}.test.ts',
];

/** `script/test --quick` keeps within a quarter of an hour on two cores; what it leaves out, `script/test` runs. */
const isQuick = process.env.TVS_TEST_QUICK === '1';
/** On the second database only what asks much of it: its own words, locks, order, and what a kill leaves. */
const quickOnMariadb = [
  'tests/faults/plays-kill.test.ts',
  'tests/contract/queries.test.ts',
  'tests/integration/{database,if-match,migrations,once,places,players,plays,races,reach,reports,schedules,whole-path}.test.ts',
];
/** Whole journeys of people and of files, most of whose steps have shorter tests. */
const journeys = [
  'tests/e2e/{by-keyboard,content,editorials,formats,many-screens,page-pictures,schedule-by-hand,two-people,uploads}.test.ts',
];

/**
 * Unit tests beside the code, integration through the real door on both databases, end-to-end in a real browser; and media: what
 * becomes of files and in which store they last, which is minutes of ffmpeg and nothing to the database.
 */
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
          // A process for each file costs more than all the tests in them; a file leaves nothing behind for the next.
          isolate: false,
          // For a hang only: what a busy machine does slowly is not wrong.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      integration('sqlite'),
      integration('mariadb'),
      { test: { ...throughTheDoor('sqlite'), name: 'media', include: ['tests/media/**/*.test.ts'] } },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          exclude: isQuick ? journeys : [],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});

function integration(database: 'sqlite' | 'mariadb') {
  const all = ['tests/integration/**/*.test.ts', 'tests/contract/**/*.test.ts', 'tests/faults/**/*.test.ts'];
  const include = isQuick && database === 'mariadb' ? quickOnMariadb : all;
  const exclude = [...(database === 'mariadb' ? once : []), ...(isQuick ? ['tests/faults/uploads-kill.test.ts'] : [])];
  return { test: { ...throughTheDoor(database), name: `integration-${database}`, include, exclude } };
}

/** Tests that start servers of their own. */
function throughTheDoor(database: 'sqlite' | 'mariadb') {
  return {
    // The S3 client's note on versions of Node is none for those who read the tests.
    env: { TVS_TEST_DATABASE: database, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    // What the servers are made of is read once for each worker, not for each file.
    isolate: false,
    globalSetup: ['tests/support/services.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
  };
}
