// What the machine room uses of the server that it has built: asked for late, when it is there, and typed by its sources.

const dist = new URL('../dist/', import.meta.url);
/** @param {string} path */
const built = (path) => import(new URL(path, dist).href);

/** @returns {Promise<typeof import('../src/main.js')>} */
export const main = () => built('src/main.js');

/** @returns {Promise<typeof import('../src/platform/settings.js')>} */
export const settings = () => built('src/platform/settings.js');

/** @returns {Promise<typeof import('../src/platform/database/prepare.js')>} */
export const prepare = () => built('src/platform/database/prepare.js');

/** @returns {Promise<typeof import('../../prisma/seed.js')>} */
export const seed = () => built('prisma/seed.js');

/** @returns {Promise<typeof import('../src/commands/sign-in-link.js')>} */
export const signInLink = () => built('src/commands/sign-in-link.js');

/** @returns {Promise<typeof import('../contract/all.js')>} */
export const contract = () => built('contract/all.js');

/** @returns {Promise<typeof import('../contract/openapi.js')>} */
export const openApi = () => built('contract/openapi.js');

/**
 * A command of whoever runs the server.
 *
 * @param {string} name
 * @returns {Promise<{ run: (words: string[], settings: import('../src/platform/settings.js').Settings) => Promise<void> }>}
 */
export const command = (name) => built(`src/commands/${name}.js`);
