import 'reflect-metadata';
import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { Clock } from './platform/clock/clock.js';
import { refuseAddress, refuseBytes } from './platform/problems/before-routes.js';
import { newRequestId } from './platform/serve/gate.js';
import { setHeaders } from './platform/serve/headers.js';
import type { Settings } from './platform/settings.js';

const BODY_LIMIT = 16 * 1024 * 1024;

/**
 * Builds the application, ready to listen. `publicUrl` is the address people type: cookies, mails and the check of where
 * a request comes from depend on it.
 */
export async function buildApp(
  settings: Settings,
  publicUrl: string,
  clock = new Clock(),
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: settings.TRUSTED_PROXY ?? false,
    genReqId: newRequestId,
    routerOptions: { maxParamLength: 200 },
    // What comes in over an open connection while the process is stopping is answered, and the connection closed then.
    return503OnClosing: false,
    frameworkErrors: refuseAddress,
    clientErrorHandler: refuseBytes,
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(settings, publicUrl, clock), adapter, {
    logger: new ConsoleLogger({
      json: settings.NODE_ENV === 'production',
      logLevels: settings.NODE_ENV === 'production' ? ['fatal', 'error', 'warn', 'log'] : ['fatal', 'error'],
    }),
    abortOnError: false,
    bodyParser: false,
  });
  acceptJsonOnly(app);
  setHeaders(adapter.getInstance(), { https: publicUrl.startsWith('https:') });
  app.setGlobalPrefix('api');
  return app;
}

/** Bodies are JSON. Anything else, forms above all, is not read. */
function acceptJsonOnly(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (_request, body, done) => {
    if (body === '') return done(null, undefined);
    try {
      done(null, JSON.parse(body));
    } catch {
      done(Object.assign(new Error('not JSON'), { statusCode: 400 }));
    }
  });
}
