import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { routes } from '@contract/all';
import { openApi } from '@contract/openapi';
import { problems } from '@contract/problems';

describe('the OpenAPI document', () => {
  it('is committed as the contract has it (npm run openapi writes it)', () => {
    const committed: unknown = JSON.parse(readFileSync('api/contract/openapi.json', 'utf8'));
    expect(JSON.parse(JSON.stringify(openApi(routes)))).toEqual(committed);
  });

  it('refers only to shapes that it has', () => {
    const document = JSON.stringify(openApi(routes));
    const { components } = openApi(routes) as { components: { schemas: Record<string, unknown> } };
    for (const [, name] of document.matchAll(/#\/components\/schemas\/([\w.-]+)/g)) {
      expect(Object.keys(components.schemas)).toContain(name);
    }
  });
});

describe('the routes', () => {
  it('have names and addresses of their own', () => {
    expect(new Set(routes.map(({ name }) => name)).size).toBe(routes.length);
    expect(new Set(routes.map(({ method, path }) => `${method} ${path}`)).size).toBe(routes.length);
  });

  it('carry the practice in their address unless they belong to no practice', () => {
    for (const { path, side, may, name } of routes) {
      const inPractice = may !== 'anyone' && may !== 'signed_in';
      expect({ name, inPractice: path.startsWith('/practices/:practiceId/') }).toEqual({ name, inPractice });
      expect({ name, outside: side === 'outside' }).toEqual({ name, outside: !inPractice });
    }
  });

  it('name every parameter of their path, and take no other', () => {
    for (const route of routes) {
      const named = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name).sort();
      expect({ route: route.name, named: Object.keys(route.params.shape).sort() }).toEqual({
        route: route.name,
        named,
      });
    }
  });

  it('take strict bodies: an unknown key is refused', () => {
    for (const route of routes) {
      const result = route.body.safeParse({ practiceId: 'x', nobodyKnowsThis: 1 });
      expect({ route: route.name, taken: result.success }).toEqual({ route: route.name, taken: false });
    }
  });

  it('refuse only by names that have a sentence', () => {
    for (const { refuses } of routes)
      for (const code of refuses) expect(problems[code].sentence).toMatch(/[.:]$|\}\.$/);
  });
});
