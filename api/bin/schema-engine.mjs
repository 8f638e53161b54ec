#!/usr/bin/env node
// Prisma's schema engine, without its native binary.
//
// The Prisma CLI starts a native program for everything that touches a database's shape, and fetches that program from
// a download host first. Prisma publishes the same engine as WebAssembly on npm. This script stands where the CLI
// expects the binary (PRISMA_SCHEMA_ENGINE_BINARY, set in prisma.config.ts) and speaks the two dialects of it:
//
//   schema-engine cli --datasource {"url"} can-connect-to-database | create-database | drop-database
//       answers with its exit code, and with JSON lines on stderr when it says no      -> schema-engine/database.mjs
//   schema-engine --datasource {"url"} --datamodels <file> ...
//       answers JSON-RPC, one message a line, stdin to stdout                          -> schema-engine/rpc.mjs
//
// The engine itself asks its questions through an ordinary driver adapter            -> schema-engine/adapter.mjs
import { answerCommand, isCommand } from './schema-engine/database.mjs';
import { readInvocation } from './schema-engine/invocation.mjs';

const invocation = readInvocation(process.argv.slice(2));

if (invocation.command !== undefined && isCommand(invocation.command)) {
  process.exitCode = await answerCommand(invocation.command, invocation.url);
} else {
  const { serve } = await import('./schema-engine/rpc.mjs');
  await serve(invocation, process.stdin, process.stdout);
}
