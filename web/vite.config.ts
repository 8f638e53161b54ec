import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The browser checks against the contract and never writes JSON Schema from it: 6 KB that need not travel. */
function withoutJsonSchema(): Plugin {
  return {
    name: 'without-json-schema',
    enforce: 'pre',
    load(id) {
      if (!/zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/.test(id)) return undefined;
      const names = [...readFileSync(id, 'utf8').matchAll(/^export (?:const|function|class) (\w+)/gm)].map(
        ([, name]) => name,
      );
      return names.map((name) => `export const ${name} = () => undefined;`).join('\n');
    },
  };
}

export default defineConfig({
  root: here('.'),
  plugins: [react(), withoutJsonSchema()],
  resolve: {
    alias: [
      { find: '@domain', replacement: here('../api/domain') },
      { find: '@contract', replacement: here('../api/contract') },
      // Browsers of today bring Temporal themselves; only the others load the 18 KB that imitate it.
      { find: /^temporal-polyfill$/, replacement: here('src/platform/temporal.ts') },
    ],
  },
  server: { proxy: { '/api': process.env['BATON_API'] ?? 'http://127.0.0.1:3000' } },
  build: {
    target: 'es2022',
    manifest: true,
    // The content security policy allows neither inline scripts nor data addresses.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            { name: 'routing', test: /node_modules\/@tanstack\// },
            { name: 'schemas', test: /node_modules\/zod\/|platform\/strict-schemas/ },
            { name: 'icons', test: /node_modules\/lucide-react\// },
            // Small elements that nearly every screen draws travel together instead of one by one.
            {
              name: 'elements',
              test: /web\/src\/(ui\/(?!bars|fields|zone-field|form\.|theme|kit|confirm|conflict)|platform\/(?!draft|meanwhile|strict|zones))/,
            },
          ],
        },
      },
    },
  },
});
