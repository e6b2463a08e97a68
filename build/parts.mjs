import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minify } from '@swc/core';
import { build, transform } from 'esbuild';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const { imports: packed, version } = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8'));

/**
 * The parts of the package, each one file of CommonJS, which starts fastest: the files that are its own, and what it
 * exports besides what other parts import. A part imports only from those above it.
 */
const PARTS = {
  yaml: {
    own: /^src\/parse\/yaml\.ts$|^node_modules\/yaml\//,
    exports: { './src/parse/yaml.ts': ['readYaml'] },
    platform: 'browser', // what needs no Node is ES modules, of which only what is used is taken
    unused:
      /\/stringify(?:Document|String|Collection|Pair|Number)\.js$|\/(?:foldFlowLines|createNode|visit|anchors)\.js$|\/yaml-1\.1\/(?:binary|merge|omap|pairs|schema|set|timestamp)\.js$|\/json\/schema\.js$|\/(?:cst-visit|applyReviver|addPairToJSMap)\.js$/, // it only reads, as YAML 1.2, and makes no plain values of it
  },
  engine: {
    own: /^src\/(?!cli\/|disk\/|node\.ts)/,
    exports: { './src/index.ts': 'library' },
    isHot: true,
    unused: /\/string-intern$/, // what the formatter of jsonc-parser keeps at hand, which makes 2,000 texts
  },
  disk: { own: /^src\/disk\//, exports: {}, isHot: true },
  commands: {
    own: /^src\/(?:cli\/|node\.ts)/,
    exports: { './src/cli/entry.ts': ['run', 'warm'], './src/node.ts': 'node' },
  },
  server: {
    own: /^server\/(?:features\/|homes\/|protocol\/(?!frames)|server\.ts)|^node_modules\/vscode-(?!.*\/(?:node|browser)\/)/,
    exports: {},
    isHot: true,
    // values as the protocol knows them, checks of them that a client needs, and documents, of which this server has its own
    unused: /^vscode-languageserver-types$|\/sharedArrayCancellation$|^\.\/textDocuments$/,
    instead: [
      // reports of progress, which it sends none of, and a map that keeps an order, as maps have come to do by themselves
      [
        /[\\/]vscode-languageserver[\\/]lib[\\/]common[\\/]progress\.js$/,
        () =>
          'exports.ProgressFeature = (base) => base; exports.attachWorkDone = exports.attachPartialResult = () => {};',
      ],
      [
        /[\\/]vscode-jsonrpc[\\/]lib[\\/]common[\\/]linkedMap\.js$/,
        () =>
          'exports.LinkedMap = class extends Map { shift() { for (const [key, value] of this) return this.delete(key), value; } };',
      ],
      // ids of what is registered, which a connection tells apart
      [
        /[\\/]vscode-languageserver[\\/]lib[\\/]common[\\/]utils[\\/]uuid\.js$/,
        () => 'let count = 0; exports.generateUuid = () => `clawlint-${++count}`;',
      ],
      // names handed on, as getters of which none changes
      [
        /[\\/]vscode-jsonrpc[\\/]lib[\\/]common[\\/]api\.js$|[\\/]vscode-languageserver-protocol[\\/]lib[\\/]common[\\/]protocol\.js$/,
        (text) =>
          text.replace(
            /^Object\.defineProperty\(exports, "(\w+)", \{ enumerable: true, get: function \(\) \{ return (\w+\.\w+); \} \}\);$/gm,
            'exports.$1 = $2;',
          ),
      ],
      // what the kit adds to a class for features that this server offers by their methods, or not at all
      [
        /[\\/]vscode-languageserver(?:-protocol)?[\\/]lib[\\/]common[\\/](?:protocol\.)?(?:callHierarchy|colorProvider|configuration|declaration|diagnostic|fileOperations|foldingRange|implementation|inlayHint|inlineCompletion|inlineValue|linkedEditingRange|moniker|notebook|selectionRange|semanticTokens|showDocument|textDocumentContent|typeDefinition|typeHierarchy|workspaceFolder)\.js$/,
        (text) =>
          [...new Set(text.match(/^exports\.\w+Feature(?= = )/gm))]
            .map((name) => `${name} = (base) => base;`)
            .join('\n'),
      ],
      // a method for each feature, where this server names what it answers; and a message for each of those
      [
        /[\\/]vscode-languageserver[\\/]lib[\\/]common[\\/]server\.js$/,
        (text) =>
          text.replace(
            /^ {8}(?:on(?!Initialize)\w+|sendDiagnostics): \(\w+\) => connection\.(?:on|send)(?:Request|Notification)\(\w+\.\w+\.type, [^]*?\),$(?=\n {8}\w)/gm,
            '',
          ),
      ],
      [
        /[\\/]vscode-languageserver-protocol[\\/]lib[\\/]common[\\/]protocol\.js$/,
        (text) =>
          text.replace(/^var (\w+);\n\(function \(\1\) \{[^]*?\n\}\)\(\1 \|\| .*\n/gm, (message, name) =>
            SAID.test(name) ? message : '',
          ),
      ],
      // names that are given a value further down
      [/[\\/]node_modules[\\/]vscode-.*\.js$/, (text) => text.replace(/^(?:exports\.\w+ = )+void 0;$/gm, '')],
    ],
  },
  lsp: {
    own: /^server\/(?:main|protocol\/frames)\.ts/,
    exports: { './server/main.ts': [] },
    unused: /^\.\/files$/, // what the kit has to look for modules of a workspace
  },
  worker: { own: /^server\/worker\.ts/, exports: { './server/worker.ts': [] }, platform: 'browser' },
  mcp: {
    own: /^server\/mcp\//,
    exports: { './server/mcp/main.ts': [] },
    // the kit asks them of schemas that others made, those of our tools are of zod 4 (server/mcp/input-schema.ts); and of tasks, which we do not offer
    unused:
      /^(?:ajv|ajv-formats|zod\/v3|zod-to-json-schema)$|\/experimental\/tasks\/(?:server|mcp-server|helpers)\.js$|\/json-schema-(?:processors|generator)\.js$/,
    instead: [
      // values that hold themselves: what is read from a line of JSON does not
      [
        /[\\/]zod[\\/]v4[\\/]core[\\/]memoizer\.js$/,
        () => 'export const memoizer = () => undefined, isBackEdge = () => false, isRecursiveSchema = () => false;',
      ],
      // schemas as JSON Schema, of which the tools tell their own
      [
        /[\\/]zod[\\/]v4[\\/]core[\\/]to-json-schema\.js$/,
        () =>
          'export const createToJSONSchemaMethod = () => undefined, createStandardJSONSchemaMethod = () => undefined;',
      ],
      // the messages of the protocol, of which a server of tools reads few: each is made by calls that do nothing else
      [
        /[\\/]sdk[\\/]dist[\\/]esm[\\/]types\.js$/,
        (text) =>
          text.replace(
            /^((?:export )?const \w+ = )((?:z\.|\w+Schema)[^]*?);$(?=\n[^\s})])/gm,
            '$1/* @__PURE__ */ (() => $2)();',
          ),
      ],
      // texts that are addresses, dates, keys …, which neither the protocol nor our tools ask for; and a module of which
      // only what is used is taken where it is imported itself
      [
        /[\\/]zod[\\/]v4[\\/]classic[\\/]schemas\.js$/,
        (text) =>
          text
            .replace(/^ {4}\w+\(params\) \{\n {8}return this\.check\(core\._\w+\(Zod\w+, params\)\);\n {4}\},?\n/gm, '')
            .replace('import { util } from "../core/index.js"', 'import * as util from "../core/util.js"')
            .replace('core.util.', 'util.'),
      ],
    ],
  },
};

/** What the kit itself says to a client, or hears from it. */
const SAID =
  /^(?:(?:Un)?RegistrationRequest|Initialize(?:Request|dNotification)|ShutdownRequest|ExitNotification|MessageType|ShowMessageRequest|(?:LogMessage|TelemetryEvent)Notification|TextDocumentSyncKind|ApplyWorkspaceEditRequest)$/;

/** What a part finds beside it as it runs. */
const BESIDE = [...Object.keys(PARTS).map((part) => `./${part}.cjs`), './notes.json', './openclaw.json'];

export const NODE = {
  bundle: true,
  minify: true,
  legalComments: 'none',
  mainFields: ['module', 'main'],
  conditions: ['packed', 'module'],
  define: { VERSION: JSON.stringify(version), HANDED_OUT: 'module.exports' },
  logLevel: 'warning',
  metafile: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
};

/** Writes all parts. Returns the files in them, and which parts a part needs, each after those that it needs itself. */
export async function buildParts() {
  const names = await namesBetween();
  /** part → file → the parts that ask for it */
  const asked = Object.fromEntries(Object.keys(PARTS).map((part) => [part, new Map()]));
  const inputs = [];
  for (const [part, about] of Object.entries(PARTS).reverse()) {
    const { exports, isHot = false, platform = 'node', unused = /^$/, instead = [] } = about;
    const { metafile, outputFiles } = await build({
      ...NODE,
      platform,
      write: false,
      stdin: { contents: entry(exports, asked[part], names), resolveDir: ROOT, loader: 'ts' },
      external: BESIDE,
      plugins: [without(unused), putting(instead), fromOthers(part, names, asked), deferred],
    });
    // a second look by a minifier that knows more takes off another twentieth, a third one what the second laid open
    const { code } = await smaller((await smaller(outputFiles[0].text, isHot)).code, isHot);
    writeFileSync(`${ROOT}/dist/${part}.cjs`, `'use strict';${code}`);
    inputs.push(...Object.keys(metafile.inputs).filter((path) => !/^(?:other|part|unused):/.test(path)));
  }
  const needs = (part) => [
    ...new Set(
      Object.keys(PARTS)
        .filter((other) => [...asked[other].values()].some((by) => by.has(part)))
        .flatMap((other) => [...needs(other), other]),
    ),
  ];
  return { inputs, needs };
}

/** @param isHot its code runs for thousands of homes: a function put into its only caller is made anew at each call */
const smaller = (code, isHot) =>
  minify(code, {
    module: false,
    ecma: 2022,
    compress: {
      ecma: 2022,
      passes: 2,
      toplevel: true,
      keep_fargs: false,
      unsafe_arrows: true,
      ...(isHot && { inline: 0, reduce_funcs: false, reduce_vars: false }),
    },
    mangle: { toplevel: true },
    format: { asciiOnly: true }, // read faster
  });

export const digest = (parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(readFileSync(`${ROOT}/dist/${part}.cjs`));
  return hash.digest('hex').slice(0, 16);
};

/** What the sources of all parts import from other parts: part → file → name → what it is called between parts. */
async function namesBetween() {
  const all = new Map();
  for (const folder of ['src', 'server'])
    for (const path of readdirSync(join(ROOT, folder), { recursive: true })) {
      const file = `${folder}/${path.replaceAll(sep, '/')}`;
      if (!file.endsWith('.ts') || file.startsWith('src/generated/')) continue;
      // without types, and each import on a line
      const { code } = await transform(readFileSync(join(ROOT, file), 'utf8'), { loader: 'ts' });
      for (const [, names, from] of code.matchAll(/^(?:import|export) \{([^}]*)\} from "(.*)";$/gm)) {
        const imported = nameOf(
          join(ROOT, from.startsWith('.') ? join(dirname(file), from) : (packed[from]?.packed ?? from)),
        );
        if (!all.has(imported)) all.set(imported, new Set());
        if (ownerOf(imported) !== ownerOf(file))
          for (const each of names.split(',')) all.get(imported).add(each.trim().split(' as ')[0]);
      }
    }
  let count = 0;
  const short = (names) => new Map([...names].sort().map((name) => [name, `$${(count++).toString(36)}`]));
  return new Map([...all].sort().map(([file, names]) => [file, short(names)]));
}

const nameOf = (path) => relative(ROOT, path).replaceAll(sep, '/');
const ownerOf = (file) => Object.keys(PARTS).find((part) => PARTS[part].own.test(file));

/** What another part owns is taken from there. */
function fromOthers(part, names, asked) {
  return {
    name: 'from-others',
    setup({ resolve, onResolve, onLoad }) {
      onResolve({ filter: /^part:/ }, ({ path }) => ({ path: path.slice('part:'.length), namespace: 'part' }));
      onLoad({ filter: /./, namespace: 'part' }, ({ path: owner }) => ({
        contents: `module.exports = require('./${owner}.cjs')`,
        resolveDir: ROOT,
      }));
      onResolve({ filter: /./ }, async ({ path, pluginData, kind, importer, namespace, resolveDir }) => {
        if (pluginData === fromOthers || kind === 'entry-point' || /^(?:node|part):/.test(path)) return undefined;
        if (BESIDE.includes(path)) return undefined;
        const found = await resolve(path, { kind, importer, namespace, resolveDir, pluginData: fromOthers });
        if (found.errors.length > 0 || found.external || found.namespace !== 'file') return undefined;
        const file = nameOf(found.path);
        const owner = ownerOf(file);
        return owner && owner !== part ? { path: file, namespace: 'other', pluginData: owner } : undefined;
      });
      onLoad({ filter: /./, namespace: 'other' }, ({ path: file, pluginData: owner }) => {
        if (!asked[owner].has(file)) asked[owner].set(file, new Set());
        asked[owner].get(file).add(part);
        const from = `require('part:${owner}')`;
        const of = names.get(file);
        const contents = of
          ? [`const all = ${from}`, ...[...of].map(([name, short]) => `export const ${name} = all.${short}`)].join('\n')
          : `module.exports = ${from}[${JSON.stringify(file)}]`;
        return { contents, resolveDir: ROOT };
      });
    },
  };
}

/**
 * The first file of a part. What others take from it, names of its sources and modules of libraries whole, is handed out
 * when all of it has run: plain values, of which nothing is worked out again.
 */
function entry(exports, asked, names) {
  const given = Object.entries(exports).flatMap(([file, what]) =>
    typeof what === 'string' ? [[file, '*', what]] : what.length ? what.map((name) => [file, name, name]) : [[file]],
  );
  for (const file of [...asked.keys()].sort())
    for (const [name, short] of names.get(file) ?? [['*', file]]) given.push([`./${file}`, name, short]);
  const imports = given.map(([file, name], i) =>
    name === undefined
      ? `import '${file}'`
      : `import ${name === '*' ? `* as _${i}` : `{ ${name} as _${i} }`} from '${file}'`,
  );
  const values = given.flatMap(([, name, as], i) => (name === undefined ? [] : `${JSON.stringify(as)}: _${i}`));
  return [...imports, values.length > 0 ? `HANDED_OUT = { ${values.join(', ')} }` : ''].join('\n');
}

/** Libraries that another one imports and, used as here, never calls. */
const without = (unused) => ({
  name: 'without',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: unused }, ({ path }) => ({ path, namespace: 'unused' }));
    onLoad({ filter: /./, namespace: 'unused' }, () => ({ contents: '' }));
  },
});

/** Modules of libraries of which little is used, written again or in part. */
const putting = (instead) => ({
  name: 'putting',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]node_modules[\\/]/ }, ({ path }) => {
      const changes = instead.filter(([filter]) => filter.test(path));
      if (changes.length === 0) return undefined;
      return { contents: changes.reduce((text, [, change]) => change(text), readFileSync(path, 'utf8')) };
    });
  },
});

/** A library that few runs need is a module that runs when it is first called. */
const deferred = {
  name: 'deferred',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^ignore$/ }, ({ path, kind }) =>
      kind === 'import-statement' ? { path, namespace: 'deferred' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'deferred' }, ({ path }) => ({
      contents: `export default (...given) => require(${JSON.stringify(path)})(...given)`,
      resolveDir: ROOT,
    }));
  },
};
