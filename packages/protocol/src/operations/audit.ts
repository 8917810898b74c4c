import { AuditPage, AuditQuery } from '../audit.ts';
import { got, op } from '../operation.ts';

/** Who did what. */
export const auditOperations = {
  'audit.list': op({
    method: 'GET',
    path: '/audit',
    access: 'admin',
    tag: 'audit',
    summary: 'Who did what, before and after',
    query: AuditQuery,
    ok: got(AuditPage),
  }),
} as const;
