import type { Server } from 'node:http';
import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import { openDatabase } from './database/connection.ts';
import { migrate } from './database/migrate.ts';
import { alertRoutes } from './features/alerts/routes.ts';
import { createAlerts } from './features/alerts/service.ts';
import { AlertWatch } from './features/alerts/watch.ts';
import { createAudit } from './features/audit/list.ts';
import { auditRoutes } from './features/audit/routes.ts';
import { authRoutes } from './features/auth/routes.ts';
import { createAuth } from './features/auth/service.ts';
import { campaignRoutes } from './features/campaigns/routes.ts';
import { createCampaigns } from './features/campaigns/service.ts';
import { contentRoutes } from './features/content/routes.ts';
import { createContent } from './features/content/service.ts';
import { uploadRoutes } from './features/content/upload-routes.ts';
import { dashboardRoutes } from './features/dashboard/routes.ts';
import { createDashboard } from './features/dashboard/service.ts';
import { editorialRoutes } from './features/editorials/routes.ts';
import { createEditorials } from './features/editorials/service.ts';
import { healthRoutes } from './features/health/routes.ts';
import { locationRoutes } from './features/locations/routes.ts';
import { createLocations } from './features/locations/service.ts';
import { createCommands } from './features/players/commands.ts';
import { createHealth } from './features/players/health.ts';
import { createLogs } from './features/players/logs.ts';
import { ownSideRoutes } from './features/players/own-side.ts';
import { createPairing } from './features/players/pairing.ts';
import { createReceipts } from './features/players/receipts.ts';
import { playerRoutes } from './features/players/routes.ts';
import { acceptPictures } from './features/players/screenshot-body.ts';
import { createScreenshots } from './features/players/screenshots.ts';
import { createPlayers } from './features/players/service.ts';
import { playRoutes } from './features/plays/routes.ts';
import { createPlays } from './features/plays/service.ts';
import { reportRoutes } from './features/reports/routes.ts';
import { scheduleRoutes } from './features/schedules/routes.ts';
import { createSchedules } from './features/schedules/service.ts';
import { createRetention } from './features/settings/retention.ts';
import { settingsRoutes } from './features/settings/routes.ts';
import { createSettings } from './features/settings/service.ts';
import { userRoutes } from './features/users/routes.ts';
import { createUsers } from './features/users/service.ts';
import { createJobs } from './jobs/queue.ts';
import { createMedia } from './media/media.ts';
import { openStore } from './media/store/open.ts';
import { createAttempts } from './platform/attempts.ts';
import { createBus } from './platform/bus.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import { createGuardedFetch, type FetchRules, type GuardedFetch } from './platform/fetch/guarded.ts';
import { answersBySchema } from './platform/http/answers.ts';
import { describeApi } from './platform/http/document.ts';
import { documentation } from './platform/http/documentation.ts';
import { whenUnchanged } from './platform/http/if-match.ts';
import { readStrictJson } from './platform/http/json.ts';
import { createOnce, onceForKey } from './platform/http/once.ts';
import { packLongAnswers } from './platform/http/pack.ts';
import { servePages } from './platform/http/pages.ts';
import { endSlowBodies } from './platform/http/patience.ts';
import { handleProblems } from './platform/http/problem-handler.ts';
import { registerOperations } from './platform/http/register.ts';
import { logRequests } from './platform/http/request-log.ts';
import { protectPages } from './platform/http/security.ts';
import { answerUnreadable, answerUnroutable } from './platform/http/unreadable.ts';
import { createLogger, type Logger } from './platform/logging.ts';
import { createPublishing } from './publishing/publishing.ts';
import { createRealtime } from './realtime/gateway.ts';
import { version } from './version.ts';

export interface AppOptions {
  config: Config;
  clock?: Clock;
  log?: Logger;
  /** What may be fetched from outside; only tests, which talk to a server of their own, say anything but the default. */
  fetchRules?: FetchRules;
  /** Reads every answer twice, by the compiled schema and by zod: for tests. */
  checkAnswers?: boolean;
}

export interface App {
  http: FastifyInstance;
  context: Context;
  /** Password of the administrator that this start created, to be shown once. */
  firstPassword: string | null;
  /** Starts listening; returns the port. */
  listen(): Promise<number>;
  /** Finishes what is under way, tells sockets, closes the database. Safe to call twice. */
  close(): Promise<void>;
}

/** Puts the server together, from the ground up. Migrates the database and creates the first administrator. */
export async function createApp({ config, clock = systemClock, log: given, fetchRules, checkAnswers = false }: AppOptions): Promise<App> {
  const log = given ?? createLogger({ level: config.logLevel, folder: null, pretty: false });
  const database = openDatabase(config.database);
  const write = whenUnchanged(onceForKey(database.write, clock));
  const context: Context = { ...database, write, config, clock, log, bus: createBus(log) };
  try {
    await database.ping();
    await migrate(database.db, database.dialect);
    return await assemble(context, createGuardedFetch(fetchRules), checkAnswers);
  } catch (error) {
    await database.close().catch(() => undefined);
    throw error;
  }
}

/** Lets requests under way finish; connections that fall idle meanwhile, or never do, don't hold up the rest. */
async function closeHttp(http: FastifyInstance): Promise<void> {
  const idle = setInterval(() => http.server.closeIdleConnections(), 100);
  const late = setTimeout(() => http.server.closeAllConnections(), 20_000);
  await http.close();
  clearInterval(idle);
  clearTimeout(late);
}

async function assemble(context: Context, fetching: GuardedFetch, checkAnswers: boolean): Promise<App> {
  const { config, log } = context;
  const publishing = createPublishing(context);
  const auth = createAuth(context, publishing);
  const jobs = createJobs(context);
  const media = createMedia(context, await openStore(config.media));
  const content = createContent(context, { media, jobs, publishing });
  const editorials = createEditorials(context, { authored: content.authored, fetching });

  const http = Fastify({
    loggerInstance: log,
    genReqId: () => crypto.randomUUID(),
    trustProxy: config.trustProxy,
    bodyLimit: 2 ** 20,
    forceCloseConnections: 'idle',
    requestTimeout: 0,
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: answerUnreadable,
    frameworkErrors: answerUnroutable,
  }) as unknown as FastifyInstance;
  http.setValidatorCompiler(validatorCompiler);
  http.setSerializerCompiler(answersBySchema(checkAnswers));
  http.removeContentTypeParser('text/plain');
  readStrictJson(http);
  endSlowBodies(http);
  handleProblems(http);
  logRequests(http);
  await http.register(helmet, { contentSecurityPolicy: false, hsts: config.publicUrl?.startsWith('https:') ? {} : false });
  protectPages(http);
  packLongAnswers(http);
  http.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });

  const realtime = createRealtime(context, { server: http.server as Server, publishing, auth });
  const alerts = new AlertWatch(context, { presence: realtime.presence, publishing });
  const retention = createRetention(context);
  const users = createUsers(context);
  const players = createPlayers(context, { presence: realtime.presence, publishing });
  const health = createHealth(context, players);
  const receipts = createReceipts(context, realtime.presence);
  const pairing = createPairing(context, players, createAttempts(10, 10 * 60_000, context.clock.now));
  await http.register(
    async api => {
      await describeApi(api, version);
      await content.acceptUploads(api);
      acceptPictures(api);
      registerOperations(
        api,
        {
          ...authRoutes(auth, users),
          ...userRoutes(users),
          ...locationRoutes(createLocations(context)),
          ...contentRoutes(content),
          ...uploadRoutes(content),
          ...editorialRoutes(editorials),
          ...campaignRoutes(createCampaigns(context, content)),
          ...scheduleRoutes(createSchedules(context)),
          ...playerRoutes(context, { players, commands: createCommands(context, players), pairing, publishing, receipts }),
          ...ownSideRoutes(publishing, createScreenshots(context, players), createLogs(context, players), health),
          ...playRoutes(createPlays(context, players)),
          ...reportRoutes(context, publishing, players),
          ...dashboardRoutes(createDashboard(context, players, publishing)),
          ...alertRoutes(createAlerts(context, publishing)),
          ...auditRoutes(createAudit(context, publishing)),
          ...settingsRoutes(createSettings(context)),
          ...healthRoutes(context, media),
        },
        auth.authenticate,
        createOnce(context),
      );
      await documentation(api);
    },
    { prefix: '/api' },
  );
  await servePages(http);
  await http.ready();
  await jobs.start();
  await editorials.start();
  alerts.start();
  retention.start();
  health.start();
  // Last, so that a start that fails does not make a password that nobody sees.
  const firstPassword = await auth.createFirstAdmin();

  let closing: Promise<void> | null = null;
  const close = async () => {
    await realtime.close();
    await receipts.close();
    await Promise.all([alerts.close(), retention.close(), health.close()]);
    await closeHttp(http);
    await editorials.close();
    content.uploads.close();
    await jobs.close();
    media.close();
    await publishing.close();
    await context.close();
  };
  return {
    http,
    context,
    firstPassword,
    listen: async () => {
      await http.listen({ port: config.port, host: config.host, backlog: 4096 });
      const address = http.server.address();
      return typeof address === 'object' && address ? address.port : config.port;
    },
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
