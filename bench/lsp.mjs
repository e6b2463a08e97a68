// What we promise about the language server: `npm run bench:lsp`. A client on the other side of a pipe, times as it
// sees them. Somebody types in values, in keys and in names that routing resolves; two servers take turns at each key.
//   --edits N            keystrokes to time in each of the three kinds of place (default 300)
//   --starts N           cold starts, of which the median counts (default 5)
//   --against COMMAND    another server beside ours, such as `vscode-json-language-server --stdio`
//   --schema FILE        the JSON Schema that it gets for openclaw.json
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { home, write } from './homes.mjs';

const { values } = parseArgs({
  options: {
    edits: { type: 'string', default: '300' },
    starts: { type: 'string', default: '5' },
    against: { type: 'string' },
    schema: { type: 'string' },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'clawlint-bench-'));
// a certificate bundle named in the environment would be read at every start of Node and hide what is measured
const { NODE_EXTRA_CA_CERTS: _, ...env } = { ...process.env, HOME: folder };
const ours = [process.execPath, fileURLToPath(new URL('../dist/cli.cjs', import.meta.url)), 'lsp'];
const theirs = values.against?.split(' ');
const settings = values.schema
  ? {
      json: {
        validate: { enable: true },
        schemas: [{ fileMatch: ['openclaw.json'], url: pathToFileURL(resolve(values.schema)).href }],
      },
    }
  : {};

class Client {
  #bytes = Buffer.alloc(0);
  #waiting = new Map();
  #id = 0;
  version = 1;

  constructor(command) {
    this.started = performance.now();
    this.process = spawn(command[0], command.slice(1), { stdio: ['pipe', 'pipe', 'ignore'], env });
    this.process.stdout.on('data', (chunk) => this.#read(chunk));
  }

  async open(path, text) {
    this.document = { uri: pathToFileURL(path).href };
    const capabilities = {
      workspace: { configuration: true, diagnostics: { refreshSupport: true } },
      textDocument: {
        diagnostic: { dynamicRegistration: true },
        completion: { completionItem: { snippetSupport: true } },
      },
    };
    await this.ask('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities,
      initializationOptions: { handledSchemaProtocols: ['file'] },
    });
    this.tell('initialized', {});
    this.tell('workspace/didChangeConfiguration', { settings });
    this.tell('textDocument/didOpen', { textDocument: { ...this.document, languageId: 'json', version: 1, text } });
    await this.diagnostics();
    return performance.now() - this.started;
  }

  diagnostics = async () => (await this.ask('textDocument/diagnostic', { textDocument: this.document })).items;

  edit(position, end, text) {
    this.tell('textDocument/didChange', {
      textDocument: { ...this.document, version: ++this.version },
      contentChanges: [{ range: { start: position, end }, text }],
    });
  }

  memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.process.pid}/status`, 'utf8'))[1]) / 1024;

  async close() {
    await this.ask('shutdown', null);
    this.tell('exit', null);
    await new Promise((ended) => this.process.once('exit', ended));
  }

  tell(method, params) {
    this.#send({ jsonrpc: '2.0', method, params });
  }

  ask(method, params) {
    const id = ++this.#id;
    this.#send({ jsonrpc: '2.0', id, method, params });
    return new Promise((answered) => this.#waiting.set(id, answered));
  }

  #send(message) {
    const body = JSON.stringify(message);
    this.process.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  #read(chunk) {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    for (;;) {
      const end = this.#bytes.indexOf('\r\n\r\n');
      const length =
        end < 0 ? Infinity : Number(/content-length: *(\d+)/i.exec(this.#bytes.toString('latin1', 0, end))[1]);
      if (this.#bytes.length < end + 4 + length) return;
      const message = JSON.parse(this.#bytes.toString('utf8', end + 4, end + 4 + length));
      this.#bytes = this.#bytes.subarray(end + 4 + length);
      if (message.method && message.id !== undefined)
        this.#send({
          jsonrpc: '2.0',
          id: message.id,
          result:
            message.method === 'workspace/configuration'
              ? message.params.items.map(({ section }) => settings[section] ?? null)
              : null,
        });
      else if (!message.method) this.#waiting.get(message.id)?.(message.result);
    }
  }
}

const at = (list, part) => list.sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * part))];

/** Where somebody types: the letter goes behind what the pattern finds. */
const KINDS = {
  values: /"api": "/,
  keys: /"contextW/,
  names: /^\s*(?:"primary": )?"vendor-\d+[:/]/,
};

function placesIn(text, pattern) {
  return text.split('\n').flatMap((line, number) => {
    const [found] = pattern.exec(line) ?? [];
    return found === undefined ? [] : [{ line: number, character: line.indexOf(found) + found.length }];
  });
}

/** Opens a home with each server and types in it, the servers in turn. */
async function measure(commands, size, edits, starts) {
  const files = home(size);
  const text = files['openclaw.json'];
  const path = join(write(join(folder, `${size.providers}`), files), 'openclaw.json');
  const runs = commands.map((command) => ({ command, firsts: [], times: {}, seen: {}, completion: [], hover: [] }));
  for (let i = 0; i < starts; i++)
    for (const run of runs) {
      await run.client?.close();
      run.client = new Client(run.command);
      run.firsts.push(await run.client.open(path, text));
    }
  for (const [kind, pattern] of Object.entries(KINDS)) {
    const places = placesIn(text, pattern);
    for (const run of runs) [run.times[kind], run.seen[kind]] = [[], 0];
    for (let i = 0; i < edits; i++)
      for (const run of runs) await type(run, kind, places[(i >> 1) % places.length], i % 2);
  }
  const places = placesIn(text, KINDS.values);
  for (let i = 0; i < 50; i++) for (const run of runs) await ask(run, { ...places[i % places.length], character: 10 });
  for (const run of runs) {
    run.memory = run.client.memory();
    await run.client.close();
  }
  return { bytes: text.length, edits, runs };
}

/** A letter more, or the same letter less; what is said of its line shows whether the server has seen it. */
async function type({ client, times, seen }, kind, place, back) {
  const behind = { ...place, character: place.character + 1 };
  const start = performance.now();
  client.edit(place, back ? behind : place, back ? '' : 'x');
  const found = await client.diagnostics();
  times[kind].push(performance.now() - start);
  if (found.some(({ range }) => range.start.line === place.line) === !back) seen[kind]++;
}

async function ask({ client, completion, hover }, position) {
  let start = performance.now();
  client.edit(position, position, '');
  await client.ask('textDocument/completion', { textDocument: client.document, position });
  completion.push(performance.now() - start);
  start = performance.now();
  await client.ask('textDocument/hover', { textDocument: client.document, position });
  hover.push(performance.now() - start);
}

const ms = (value) => `${value.toFixed(2)} ms`.padStart(10);

function show({ bytes, edits, runs }) {
  for (const [i, { firsts, times, seen, completion, hover, memory }] of runs.entries()) {
    console.log(
      `${i === 0 ? 'clawlint lsp' : values.against}, ${Math.round(bytes / 1000)} kB, ${memory.toFixed(0)} MB`,
    );
    console.log(`  start → first diagnostics ${ms(at(firsts, 0.5))}`);
    for (const kind of Object.keys(KINDS))
      console.log(
        `  typing in ${kind.padEnd(6)}          ${ms(at(times[kind], 0.5))} p95 ${ms(at(times[kind], 0.95))}  (${seen[kind]} of ${edits} keys change what is said)`,
      );
    console.log(`  completion                ${ms(at(completion, 0.5))}, hover ${ms(at(hover, 0.5))}`);
  }
  const [mine, other] = runs;
  if (!other) return;
  const ratio = (of) => (of(mine) / of(other)).toFixed(2);
  const kinds = Object.keys(KINDS).map(
    (kind) =>
      `${kind} p50 ${ratio(({ times }) => at(times[kind], 0.5))} p95 ${ratio(({ times }) => at(times[kind], 0.95))}`,
  );
  console.log(`ours ÷ theirs: first ${ratio(({ firsts }) => at(firsts, 0.5))}, ${kinds.join(', ')}`);
}

const small = { providers: 4, models: 10 };
const edits = Number(values.edits);
await measure([ours], small, 2, 1); // compiled code is kept by the first run
show(await measure(theirs ? [ours, theirs] : [ours], small, edits, Number(values.starts)));
show(await measure([ours], { providers: 90, models: 25 }, 20, 1));
console.log(
  'promised: typing p50 and p95 no slower than vscode-json-language-server, first diagnostics 3 times sooner, 90 MB',
);
rmSync(folder, { recursive: true });
