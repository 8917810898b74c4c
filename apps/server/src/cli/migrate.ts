import { parseArgs } from 'node:util';
import { migrate } from '../database/migrate.ts';
import { withContext } from './context.ts';
import { say } from './run.ts';

const help = `Usage: npm run tvs -- migrate

Brings the database to the newest schema. The server does so by itself at its start; this is for those who want to see it first.`;

export async function migrateCommand(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { help: { type: 'boolean', short: 'h' } } });
  if (values.help) return say(help);
  const applied = await withContext(({ db, dialect }) => migrate(db, dialect));
  say(applied.length === 0 ? 'The schema is the newest.' : `Applied: ${applied.join(', ')}`);
}
