import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemCode } from '../../../contract/problems.js';
import { refusalOf } from './database-refusals.js';
import { PROBLEM_JSON, problemOf } from './problem-json.js';
import { Refused } from './refused.js';

/** What the HTTP layer's own refusals are called here. */
const BY_STATUS: Readonly<Record<number, ProblemCode>> = {
  400: 'request.invalid',
  404: 'request.not_found',
  405: 'request.not_found',
  413: 'request.too_large',
  415: 'request.invalid',
  429: 'request.too_many',
};

/** The last stop of every failure: a refusal by name, or a bug that is logged with its cause and told without it. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    send(http.getResponse<FastifyReply>(), this.nameOf(error, request));
  }

  private nameOf(error: unknown, request: FastifyRequest): Refused {
    if (error instanceof Refused) return error;
    const byStatus = BY_STATUS[statusOf(error) ?? 0];
    if (byStatus) return new Refused(byStatus);
    const byDatabase = refusalOf(error);
    if (byDatabase && byDatabase.code !== 'request.busy') return byDatabase;
    this.logger.error(
      { err: error, requestId: request.id, method: request.method, route: request.routeOptions?.url },
      byDatabase ? 'busy' : 'a failure without a name',
    );
    return byDatabase ?? new Refused('request.broken');
  }
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode } = (error ?? {}) as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : undefined;
}

/** Writes a refusal as problem+json. */
export function send(reply: FastifyReply, refused: Refused): void {
  const problem = problemOf(refused);
  if (problem.status === 503) void reply.header('retry-after', '2');
  if (problem.status === 429) void reply.header('retry-after', '60');
  void reply.status(problem.status).type(PROBLEM_JSON).send(JSON.stringify(problem));
}
