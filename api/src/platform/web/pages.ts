import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Refused } from '../problems/refused.js';
import { send } from '../problems/problem-filter.js';
import { projectFolder } from '../project-folder.js';
import { newNonce, pagePolicy } from '../serve/headers.js';

/**
 * Serves the built web on the same address as the API. Every address of the application is the same page; its policy
 * has a nonce of its own each time, which the component kit gives to the style elements it makes.
 */
export async function servePages(app: NestFastifyApplication): Promise<void> {
  const folder = join(projectFolder, 'web', 'dist');
  const file = join(folder, 'index.html');
  if (!existsSync(file)) return;
  const page = readFileSync(file, 'utf8');
  const fastify = app.getHttpAdapter().getInstance();
  await app.register(
    fastifyStatic as never,
    {
      root: folder,
      wildcard: false,
      index: false,
      cacheControl: false,
      preCompressed: true,
      globIgnore: ['index.html', '.vite/**'],
      setHeaders: (reply: FastifyReply, path: string) =>
        void reply.header(
          'cache-control',
          path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        ),
    } as never,
  );
  fastify.get('/*', (request: FastifyRequest, reply: FastifyReply) => {
    if (/^\/api(?![^/?])/.test(request.url)) return send(reply, new Refused('request.not_found'));
    const nonce = newNonce();
    return reply
      .headers({ 'content-security-policy': pagePolicy(nonce), 'cache-control': 'no-store' })
      .type('text/html; charset=utf-8')
      .send(page.replace('</head>', `<meta name="csp-nonce" content="${nonce}" /></head>`));
  });
}
