import * as z from 'zod';
import { PERMISSIONS } from '../domain/identity/permissions.js';
import { problems } from './problems.js';
import type { Route } from './route.js';

type Json = Record<string, unknown>;

const PROBLEM: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string', description: 'A sentence a person can act on.' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(problems) },
    facts: { type: 'object', additionalProperties: true },
    fields: { type: 'object', additionalProperties: { type: 'string' } },
  },
};

/** The OpenAPI 3.1 document of the contract. Zod writes JSON Schema itself; this arranges it by path. */
export function openApi(routes: readonly Route[]): Json {
  const shapes: Json = { Problem: PROBLEM };
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[`/api${path}`] = { ...paths[`/api${path}`], [route.method.toLowerCase()]: operation(route, shapes) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Baton',
      version: '1',
      description:
        'The engagement tracker for fractional CTOs. Minutes and minor units are whole numbers; days are calendar dates in the zone of the engagement.',
    },
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(shapes).sort(([a], [b]) => (a < b ? -1 : 1))),
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-sid' } },
    },
  };
}

function operation(route: Route, shapes: Json): Json {
  const codes = codesOf(route);
  const statuses = [...new Set(codes.map((code) => problems[code].status))].sort((a, b) => a - b);
  const body = schemaOf(route.body, 'input', shapes);
  return {
    operationId: route.name,
    summary: route.summary,
    tags: [
      route.path.split('/').find((part) => part !== '' && part !== 'practices' && !part.startsWith(':')) ?? 'practices',
    ],
    description: `May: ${route.may}${route.may in PERMISSIONS ? ` (${PERMISSIONS[route.may as keyof typeof PERMISSIONS].means})` : ''}.${route.fresh ? ' Needs a factor of the last ten minutes.' : ''}`,
    ...(route.may === 'anyone' ? {} : { security: [{ session: [] }] }),
    parameters: [
      ...fields(route.params, shapes).map((field) => ({ ...field, in: 'path', required: true })),
      ...fields(route.query, shapes).map((field) => ({ ...field, in: 'query' })),
      ...(route.versioned
        ? [
            {
              name: 'If-Match',
              in: 'header',
              required: true,
              schema: { type: 'string' },
              description: 'The version that is changed.',
            },
          ]
        : []),
      ...(route.once === 'key'
        ? [
            {
              name: 'Idempotency-Key',
              in: 'header',
              required: true,
              schema: { type: 'string', minLength: 8, maxLength: 64 },
            },
          ]
        : []),
    ],
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      [route.status]: {
        description: 'Done',
        content: route.file
          ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
          : { 'application/json': { schema: schemaOf(route.reply, 'output', shapes) ?? {} } },
      },
      ...Object.fromEntries(
        statuses.map((status) => [
          status,
          {
            description: codes
              .filter((code) => problems[code].status === status)
              .map((code) => `${code}: ${problems[code].sentence}`)
              .join('\n'),
            content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
          },
        ]),
      ),
    },
  };
}

type Code = keyof typeof problems;

/** What a route names itself, and what any route of its kind can be refused with. */
function codesOf(route: Route): Code[] {
  const common: Code[] = ['request.invalid', 'request.busy'];
  if (route.may !== 'anyone') common.push('request.not_signed_in');
  if (route.side !== 'outside') common.push('request.not_found', 'request.forbidden');
  if (route.fresh) common.push('identity.fresh_factor_needed');
  if (route.method !== 'GET') common.push('request.from_elsewhere');
  if (route.once === 'key') common.push('request.key_missing', 'request.key_reused');
  if (route.versioned) common.push('request.version_missing', 'request.version_stale');
  return [...new Set([...common, ...route.refuses])].sort();
}

function fields(of: z.ZodObject, shapes: Json): Json[] {
  return Object.entries(of.shape).map(([name, schema]) => ({
    name,
    required: !(schema as z.ZodType).safeParse(undefined).success,
    schema: schemaOf(schema as z.ZodType, 'input', shapes) ?? {},
  }));
}

/** The JSON Schema of a shape; named shapes go to the components once and are referred to. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', shapes: Json): Json | null {
  if (schema instanceof z.ZodUndefined) return null;
  const {
    $defs,
    $schema: _,
    ...own
  } = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    unrepresentable: 'any',
    reused: 'inline',
  }) as Json & { $defs?: Json };
  for (const [name, shape] of Object.entries($defs ?? {})) shapes[componentName(name, io)] ??= renamed(shape, io);
  const named = own['id'];
  if (typeof named === 'string') {
    shapes[componentName(named, io)] ??= renamed(own, io);
    return { $ref: `#/components/schemas/${componentName(named, io)}` };
  }
  return renamed(own, io) as Json;
}

function componentName(name: string, io: 'input' | 'output'): string {
  return io === 'input' ? `${name}Input` : name;
}

function renamed(value: unknown, io: 'input' | 'output'): unknown {
  if (Array.isArray(value)) return value.map((part) => renamed(part, io));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, part]) => !(key === 'id' && typeof part === 'string'))
      .map(([key, part]) => [
        key,
        key === '$ref' && typeof part === 'string'
          ? part.replace(/^#\/\$defs\/(.+)$/, (_, name: string) => `#/components/schemas/${componentName(name, io)}`)
          : renamed(part, io),
      ]),
  );
}
