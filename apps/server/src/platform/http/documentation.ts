import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';

/** `/api/openapi.json` for programs, `/api/docs` for people. */
export async function documentation(api: FastifyInstance): Promise<void> {
  api.get('/openapi.json', { schema: { hide: true } }, async () => api.swagger());
  await api.register(swaggerUi, {
    routePrefix: '/docs',
    indexPrefix: '/api',
    uiConfig: { docExpansion: 'list', filter: true, persistAuthorization: true, defaultModelsExpandDepth: 0 },
    // Without the bar that would fetch any address.
    theme: { title: 'TVS · API', css: [{ filename: 'tvs.css', content: '.swagger-ui .topbar { display: none }' }] },
  });
}
