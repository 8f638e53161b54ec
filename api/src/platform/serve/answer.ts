import {
  Inject,
  Injectable,
  StreamableFile,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import type { FileReply, Route } from '../../../contract/route.js';
import { cookieLine, type CookieNames } from '../session/cookies.js';
import { COOKIE_NAMES } from './gate.js';
import { ROUTE, type AdmittedRequest } from './serves.js';

/** Sends what a handler answers: cookies it asked for, the version as an ETag, files as attachments. */
@Injectable()
export class Answer implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    @Inject(COOKIE_NAMES) private readonly names: CookieNames,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const route = this.reflector.get<Route>(ROUTE, context.getHandler());
    const { admitted } = context.switchToHttp().getRequest<AdmittedRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map((answer: unknown) => {
        if (admitted && 'cookies' in admitted.who) this.setCookies(reply, admitted.who.cookies);
        if (route.file) return fileAnswer(reply, answer as FileReply);
        const { version } = (answer ?? {}) as { version?: unknown };
        if (typeof version === 'number') void reply.header('etag', `"${version}"`);
        return answer;
      }),
    );
  }

  private setCookies(
    reply: FastifyReply,
    cookies: ReadonlyMap<'session' | 'browser', { value: string; seconds: number } | null>,
  ): void {
    const lines = [...cookies].map(([name, cookie]) =>
      cookieLine(this.names[name], cookie?.value ?? '', cookie?.seconds ?? 0, this.names.secure),
    );
    if (lines.length > 0) void reply.header('set-cookie', lines);
    if (cookies.get('session') === null) void reply.header('clear-site-data', '"cache", "storage"');
  }
}

/** A file is saved and never shown in place, whatever it holds. The name is given twice, as RFC 6266 has it. */
function fileAnswer(reply: FastifyReply, { fileName, mediaType, bytes }: FileReply): StreamableFile {
  const ascii = fileName.replace(/[^\w.-]+/g, '_');
  void reply.header('content-security-policy', "default-src 'none'; sandbox");
  return new StreamableFile(bytes, {
    type: mediaType,
    length: bytes.byteLength,
    disposition: `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(fileName).replace(/['()]/g, escape)}`,
  });
}
