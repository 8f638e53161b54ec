// npm run openapi: writes the OpenAPI document of the contract to api/contract/openapi.json.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildServer } from './build/all.mjs';
import * as built from './built.mjs';

await buildServer();
const { routes } = await built.contract();
const { openApi } = await built.openApi();
const file = fileURLToPath(new URL('../contract/openapi.json', import.meta.url));
writeFileSync(file, `${JSON.stringify(openApi(routes), null, 2)}\n`);
console.log(`Wrote ${routes.length} routes to api/contract/openapi.json`);
