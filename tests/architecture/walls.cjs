const { join } = require('node:path');

// Which way imports may point: domain <- contract <- api/src and web; platform <- feature <- app.
// walls.test.ts keeps, for each of these rules, an import that it must refuse.

const features = '(clients|engagements|time|statements|search|handover|strategy|portal|identity)';

/** @type {(name: string, comment: string, from: object, to: object) => object} */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    forbid(
      'domain-knows-only-itself',
      'A rule of the business is a pure function: no clock, no framework, no database.',
      { path: '^api/domain/' },
      { pathNot: ['^api/domain/', 'node_modules/temporal-polyfill/'] },
    ),
    forbid(
      'contract-knows-only-the-domain',
      'The promise is read by the server, the web and the tests, so it can depend on none of them.',
      { path: '^api/contract/' },
      { pathNot: ['^api/(contract|domain)/', 'node_modules/(zod|temporal-polyfill|@asteasolutions/zod-to-openapi)/'] },
    ),
    forbid(
      'web-meets-the-server-in-the-contract',
      'The web is built from the promise and the rules, never from what keeps the promise.',
      { path: '^web/src/' },
      {
        path: [
          '^api/(?!contract/|domain/)',
          '^prisma/',
          '^tests/',
          'node_modules/(@nestjs|@prisma|prisma|pg|graphile-worker)/',
        ],
      },
    ),
    forbid(
      'server-knows-no-web',
      'The server serves files; it does not import screens.',
      { path: '^(api|prisma)/' },
      { path: '^web/' },
    ),
    forbid(
      'server-platform-knows-no-feature',
      'What every feature stands on cannot stand on one of them.',
      { path: '^api/src/platform/' },
      { path: `^api/src/(?!platform/)` },
    ),
    forbid(
      'server-feature-knows-no-app',
      'Features are put together above them, in the app.',
      { path: `^api/src/${features}/` },
      { path: '^api/src/(main|app\\.module|commands/)' },
    ),
    forbid(
      'a-store-belongs-to-its-feature',
      'Another feature asks the service; what is shared by two has a store under a name of its own.',
      { path: `^api/src/${features}/` },
      { path: `^api/src/${features}/\\1\\.store\\.ts$`, pathNot: '^api/src/$1/' },
    ),
    forbid(
      'prisma-stays-behind-the-door',
      'Only the door to the data makes a client; everybody else is handed one that knows its practice.',
      { path: '^(api|prisma)/', pathNot: '^api/(src/platform/(tenancy|database)|bin/schema-engine)/' },
      {
        path: ['^api/src/platform/database/generated/', '(^|node_modules/)@prisma/(client|adapter-pg)(/|$)'],
        dependencyTypesNot: ['type-only'],
      },
    ),
    forbid(
      'web-ground-knows-no-feature',
      'Elements, the typed call and the session serve every feature, and so depend on none.',
      { path: '^web/src/(ui|platform)/' },
      { path: `^web/src/(app|${features})/` },
    ),
    forbid(
      'web-elements-know-no-call',
      'An element draws what it is given; it has never heard of the API.',
      { path: '^web/src/ui/' },
      { path: '^web/src/platform/api' },
    ),
    forbid(
      'web-feature-knows-no-router',
      'The app is where features meet; paths and settings are all a feature needs of it.',
      { path: `^web/src/${features}/` },
      { path: '^web/src/app/', pathNot: '^web/src/app/(paths|env)' },
    ),
    forbid(
      'product-knows-no-test',
      'What runs in production does not depend on what proves it.',
      { path: '^(api|web|prisma)/' },
      { path: '^tests/' },
    ),
    forbid(
      'product-needs-no-development-package',
      'An image installs no development packages; types vanish when built.',
      { path: '^(api/(domain|contract|src|bin)|prisma|web/src)/' },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'no-circle',
      'Two files that need each other are one idea.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/generated/'] },
    exclude: { path: ['^(api|web)/dist(\\.|/)', '^\\.(cache|data)/'] },
    combinedDependencies: true,
    tsPreCompilationDeps: true,
    tsConfig: { fileName: join(__dirname, 'tsconfig.walls.json') },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
