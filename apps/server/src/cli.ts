import { doctor } from './cli/doctor.ts';
import { migrateCommand } from './cli/migrate.ts';
import { run, say } from './cli/run.ts';
import { seedDemo } from './cli/seed-demo.ts';
import { serve } from './cli/serve.ts';
import { user } from './cli/user.ts';
import { ConfigError } from './config.ts';

const help = `Usage: npm run tvs -- <command> [options]

  serve [--demo]   start the server
  migrate          bring the database to the newest schema, and say what was done
  user create      add someone who may sign in
  user password    give someone a new password
  doctor           check database, data folder, ffmpeg, pages and port
  demo             add the demo's network, media and campaigns, without starting

Each command takes --help. Settings are environment variables: docs/operators.md.`;

const commands: Record<string, ((args: string[]) => Promise<void>) | undefined> = {
  serve,
  migrate: migrateCommand,
  user,
  doctor,
  demo: seedDemo,
};

await run(async () => {
  const [name = 'help', ...args] = process.argv.slice(2);
  if (['help', '--help', '-h'].includes(name)) return say(help);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new ConfigError(`there is no command ${name}; npm run tvs -- help lists them`);
  await command(args);
});
