import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DevelopmentMailbox, type KeptLetter } from '../outbox/development-mailbox.js';

/** The development mailbox as a page and as JSON. Not served where mail really goes out, and never in production. */
export function serveMailbox(app: NestFastifyApplication): void {
  const mailbox = app.get(DevelopmentMailbox, { strict: false });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/mailbox', (_request: FastifyRequest, reply: FastifyReply) =>
    reply
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
      .type('text/html; charset=utf-8')
      .send(pageOf(mailbox.letters())),
  );
  fastify.get('/mailbox.json', (_request: FastifyRequest, reply: FastifyReply) => reply.send(mailbox.letters()));
}

function pageOf(letters: readonly KeptLetter[]): string {
  const rows = letters.map(
    ({ to, subject, text, at }) =>
      `<article><h2>${safe(subject)}</h2><p>To ${safe(to)}, ${safe(at.toISOString())}</p><pre>${linked(text)}</pre></article>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Development mailbox</title><meta name="viewport" content="width=device-width"><style>
body{font:15px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}h1{font-size:1.3rem}
article{border-top:1px solid #ccc;padding:1rem 0}h2{font-size:1rem;margin:0}p{color:#555;margin:.2rem 0}pre{white-space:pre-wrap;font:inherit;overflow-wrap:anywhere}
</style></head><body><main><h1>Development mailbox</h1><p>No mail server is configured, so mail ends up here. Newest first.</p>${
    rows.join('') || '<p>Nothing yet.</p>'
  }</main></body></html>`;
}

function linked(text: string): string {
  return safe(text).replace(/https?:\/\/[^\s<]+/g, (url) => `<a href="${url}">${url}</a>`);
}

function safe(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
