/**
 * The thread that draws. Plain JavaScript, because a thread starts from a file, in tests and in the build alike. What
 * it draws reaches the template as JSON in `sys.inputs`, never as markup, so no text in it can be read as an instruction.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';

const require = createRequire(import.meta.url);
const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler');

const here = dirname(fileURLToPath(import.meta.url));
const family = (name) => dirname(require.resolve(`${name}/package.json`));
const latin = family('@expo-google-fonts/noto-sans');
const japanese = family('@expo-google-fonts/noto-sans-jp');

const compiler = NodeCompiler.create({
  workspace: here,
  fontArgs: [
    {
      fontPaths: [
        join(latin, '400Regular'),
        join(latin, '600SemiBold'),
        join(latin, '700Bold'),
        join(japanese, '400Regular'),
        join(japanese, '700Bold'),
      ],
    },
  ],
});

/** PDF/UA-1 where every character has a glyph; else a plain tagged PDF, in which a missing glyph shows as a box. */
function draw({ template, content, paper }) {
  const compiled = compiler.compile({ mainFilePath: join(here, template), inputs: { content, paper } });
  const document = compiled.result;
  if (document === null) throw new Error(reasons(compiled.takeDiagnostics()));
  try {
    return compiler.pdf(document, { pdfStandard: 'ua-1' });
  } catch {
    return compiler.pdf(document, { pdfTags: true });
  }
}

function reasons(diagnostics) {
  return (diagnostics?.shortDiagnostics ?? []).map(String).join('; ') || 'the template did not compile';
}

parentPort.on('message', (job) => {
  try {
    const bytes = new Uint8Array(draw(job));
    parentPort.postMessage({ bytes }, [bytes.buffer]);
  } catch (error) {
    parentPort.postMessage({ failure: error instanceof Error ? error.message : String(error) });
  } finally {
    compiler.evictCache(1);
  }
});
