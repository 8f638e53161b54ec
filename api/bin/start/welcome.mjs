import * as built from '../built.mjs';

/**
 * What is printed when Baton is ready.
 *
 * @param {object} facts
 * @param {string} facts.url
 * @param {import('../../src/platform/settings.js').Settings} facts.settings
 * @param {boolean} facts.demo
 * @param {number} facts.began when the start began, in milliseconds
 * @param {string | undefined} facts.asked the port that was asked for
 */
export async function welcome({ url, settings, demo, began, asked }) {
  const port = settings.PORT;
  const lines = [
    '',
    `Baton is ready at ${url}   (${((Date.now() - began) / 1000).toFixed(1)} s)`,
    ...(!asked && port !== 4000 ? [`  Port 4000 is taken, so this is ${port}; PORT chooses another.`] : []),
    ...(demo ? await demoLinks(settings, url) : []),
    '',
    'Ctrl-C stops it.',
  ];
  return lines.join('\n');
}

/** @param {import('../../src/platform/settings.js').Settings} settings @param {string} url */
async function demoLinks(settings, url) {
  const { demo } = await built.seed();
  const { signInLink } = await built.signInLink();
  const here = { ...settings, BATON_URL: settings.BATON_URL ?? url };
  return [
    '',
    'Sign in to the demo, each link once:',
    `  as its owner      ${await signInLink(here, demo.owner)}`,
    `  as its sponsor    ${await signInLink(here, demo.sponsor)}`,
  ];
}
