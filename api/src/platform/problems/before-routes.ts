import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { API_HEADERS, headersOf } from '../serve/headers.js';
import { send } from './problem-filter.js';
import { PROBLEM_JSON, problemOf } from './problem-json.js';
import { Refused } from './refused.js';

/** An address that the router cannot read leads nowhere, like one that nobody has. No hook has run for it yet. */
export function refuseAddress(_: Error, request: FastifyRequest, reply: FastifyReply): void {
  void reply.headers(headersOf(request));
  send(reply, new Refused('request.not_found'));
}

/** Bytes that are no request: there is no reply to write to, only the line. */
export function refuseBytes(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy(error);
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const problem = problemOf(new Refused(tooLarge ? 'request.headers_too_large' : 'request.invalid'));
  const body = JSON.stringify(problem);
  const headers = {
    ...API_HEADERS,
    'content-type': PROBLEM_JSON,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n${lines.join('')}\r\n${body}`);
}
