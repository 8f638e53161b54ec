/** What the settings of this process are asked for by. */
export const SETTINGS = Symbol('settings');
