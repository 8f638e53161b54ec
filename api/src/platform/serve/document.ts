import { readFileSync } from 'node:fs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';

/** The OpenAPI document, as it is committed; a test keeps it equal to the contract. */
export function serveDocument(app: NestFastifyApplication): void {
  const document = readFileSync(new URL('../../../contract/openapi.json', import.meta.url), 'utf8');
  app
    .getHttpAdapter()
    .getInstance()
    .get('/api/openapi.json', (_request: unknown, reply: FastifyReply) =>
      reply.type('application/json; charset=utf-8').send(document),
    );
}
