import { run } from './cli/run.ts';
import { serve } from './cli/serve.ts';

/** The server as a process: what `script/start`, systemd and the container run. */
await run(() => serve(process.argv.slice(2)));
