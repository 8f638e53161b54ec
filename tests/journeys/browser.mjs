import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const project = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What a browser needs in a container, as root, without a network or a screen. */
export const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The browser for journeys: the one in BATON_BROWSER, else one that is installed, else the one that npm brought along,
 * unpacked once. Pictures of the last are not to be compared with those of the others: it brings its own fonts.
 *
 * @returns {{ executablePath: string, env: Record<string, string> }}
 */
export function findBrowser() {
  const env = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== undefined));
  const executablePath = process.env.BATON_BROWSER || installed();
  return executablePath ? { executablePath, env } : unpacked(env);
}

function installed() {
  const own = chromium.executablePath();
  if (existsSync(own)) return own;
  const known = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/usr/bin/chromium',
    '/usr/bin/google-chrome',
  ];
  const named = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map((name) =>
    spawnSync('which', [name], { encoding: 'utf8' }).stdout?.trim(),
  );
  return [...named, ...known].find((path) => path && existsSync(path) && runs(path));
}

/** Some systems install a stand-in that only says how to install the real one. @param {string} path */
function runs(path) {
  return spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0;
}

/** @param {Record<string, string>} env */
function unpacked(env) {
  const folder = join(project, '.cache', 'chromium-147');
  if (!existsSync(folder)) unpackInto(folder);
  const fonts = join(folder, 'fonts.conf');
  writeFileSync(
    fonts,
    fontsIn([join(folder, 'fonts'), join(project, 'node_modules', '@expo-google-fonts'), '/usr/share/fonts']),
  );
  const libraries = join(folder, 'al2023', 'lib');
  return {
    executablePath: join(folder, 'chromium'),
    env: {
      ...env,
      LD_LIBRARY_PATH: [libraries, env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
      FONTCONFIG_FILE: fonts,
    },
  };
}

/** The package's own list of fonts names folders of the one cloud it was made for. @param {string[]} folders */
function fontsIn(folders) {
  const lines = [
    ...folders.map((folder) => `<dir>${folder}</dir>`),
    `<cachedir>${join(project, '.cache', 'fonts')}</cachedir>`,
  ];
  return `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>${lines.join('')}</fontconfig>\n`;
}

/**
 * The package unpacks into the system's folder for temporary files and takes whatever lies there for a whole browser, so
 * it is given a folder of its own, which is moved into place when it is complete.
 *
 * @param {string} folder
 */
function unpackInto(folder) {
  const making = `${folder}.making-${process.pid}`;
  mkdirSync(making, { recursive: true });
  try {
    const unpack =
      "const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath();";
    execFileSync(process.execPath, ['--input-type=module', '--eval', unpack], {
      cwd: dirname(fileURLToPath(import.meta.url)),
      // This name of a runtime makes the package bring the NSS libraries, which slim systems lack.
      env: { ...process.env, TMPDIR: making, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x', NODE_OPTIONS: '' },
      stdio: 'pipe',
    });
    renameSync(making, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}
