// The site → dist-site: the manual, made of what is in the repository; the playground, one page with the engine of
// server/worker.ts in it; the schema of every release. `--serve` shows it afterwards;
// `npm run site -- playground` builds one part again.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { build as buildManual } from 'vitepress';
import { examples, filesIn } from './examples.mjs';
import { writePages } from './manual/pages.mjs';
import { BASE, serve } from './serve.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUT = join(ROOT, 'dist-site');
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
/** The styles that the editor makes are admitted by a word: a page without a server can name no other. */
const NONCE = 'clawlint';
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  'worker-src blob:',
  `style-src 'self' 'nonce-${NONCE}'`,
  // Chromium writes them itself when somebody types
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
].join('; ');

/** Large data is read faster as JSON than as a program. */
const jsonAsText = {
  name: 'json-as-text',
  setup: ({ onLoad }) =>
    onLoad({ filter: /generated\/\w+\.json$/ }, ({ path }) => ({
      contents: `export default JSON.parse(${JSON.stringify(JSON.stringify(JSON.parse(readFileSync(path, 'utf8'))))})`,
    })),
};

const parts = { manual, playground, schemas };
const asked = process.argv.slice(2).filter((each) => !each.startsWith('-'));
// the manual begins with an empty folder
for (const [name, build] of Object.entries(parts)) if (asked.length === 0 || asked.includes(name)) await build();
if (process.argv.includes('--serve')) {
  const server = await serve(OUT, 4173);
  console.log(`http://localhost:${server.address().port}${BASE}`);
}

async function manual() {
  const pages = join(ROOT, 'site/manual/pages');
  rmSync(pages, { recursive: true, force: true });
  const { rules, docs } = writePages({ root: ROOT, to: pages, base: BASE, filesIn });
  Object.assign(process.env, { BASE, RULES: JSON.stringify(rules), DOCS: JSON.stringify(docs) });
  await buildManual(join(ROOT, 'site/manual'));
}

/** What `clawlint schema` prints for each release, without its line breaks. */
async function schemas() {
  const { projectSchema, releases, schema } = await import(new URL('../dist/index.cjs', import.meta.url).href);
  const to = join(OUT, 'schema');
  mkdirSync(to, { recursive: true });
  const put = (name, value) => writeFileSync(join(to, `${name}.json`), `${JSON.stringify(value)}\n`);
  for (const release of releases()) put(release, schema(release));
  put('latest', schema(releases().at(-1)));
  put('clawlint', projectSchema());
}

async function playground() {
  const from = join(ROOT, 'site/playground');
  const to = join(OUT, 'playground');
  mkdirSync(to, { recursive: true });
  await build({
    entryPoints: { playground: join(from, 'main.ts'), style: join(from, 'style.css') },
    outdir: to,
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'warning',
    define: { NONCE: JSON.stringify(NONCE), EXAMPLES: JSON.stringify(examples()) },
  });
  const engine = await build({
    // from its sources and not from the parts of the package, which a browser would read twice: a function of its own each
    entryPoints: [join(ROOT, 'server/worker.ts')],
    mainFields: ['module', 'main'],
    define: { VERSION: JSON.stringify(version) },
    legalComments: 'none',
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'warning',
    plugins: [jsonAsText],
  });
  const text = JSON.stringify(engine.outputFiles[0].text);
  writeFileSync(
    join(to, 'engine.js'),
    `globalThis.ENGINE=new Worker(URL.createObjectURL(new Blob([${text}],{type:'text/javascript'})))`,
  );
  const page = readFileSync(join(from, 'index.html'), 'utf8');
  writeFileSync(join(to, 'index.html'), page.replace('%POLICY%', POLICY));
  copyFileSync(join(from, 'icon.svg'), join(to, 'icon.svg'));
}
