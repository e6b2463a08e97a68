// What we promise about the language server: `npm run bench:lsp`. A client on the other side of a pipe, times as it
// sees them.
//   --edits N            keystrokes to time (default 300)
//   --starts N           cold starts, of which the median counts (default 5)
//   --against COMMAND    another server to time beside ours, such as `vscode-json-language-server --stdio`
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

async function measure(command, size, edits, starts) {
  const files = home(size);
  const text = files['openclaw.json'];
  const path = join(write(join(folder, `${size.providers}`), files), 'openclaw.json');
  const lines = text.split('\n');
  const places = lines.flatMap((line, number) =>
    line.includes('"api": "') ? [{ line: number, character: line.indexOf('"api": "') + 8 }] : [],
  );
  const firsts = [];
  let client;
  for (let i = 0; i < starts; i++) {
    await client?.close();
    client = new Client(command);
    firsts.push(await client.open(path, text));
  }
  const [keystrokes, completions, hovers] = [[], [], []];
  for (let i = 0; i < edits; i++) {
    const place = places[(i >> 1) % places.length];
    const behind = { ...place, character: place.character + 1 };
    const start = performance.now();
    client.edit(place, i % 2 ? behind : place, i % 2 ? '' : 'x');
    const found = await client.diagnostics();
    if (found.some(({ range }) => range.start.line === place.line) === (i % 2 === 0))
      keystrokes.push(performance.now() - start);
  }
  for (let i = 0; i < 50; i++) {
    const position = { ...places[i % places.length], character: 10 };
    let start = performance.now();
    client.edit(position, position, '');
    await client.ask('textDocument/completion', { textDocument: client.document, position });
    completions.push(performance.now() - start);
    start = performance.now();
    await client.ask('textDocument/hover', { textDocument: client.document, position });
    hovers.push(performance.now() - start);
  }
  const result = {
    bytes: text.length,
    first: at(firsts, 0.5),
    seen: keystrokes.length,
    p50: at(keystrokes, 0.5),
    p95: at(keystrokes, 0.95),
    completion: at(completions, 0.5),
    hover: at(hovers, 0.5),
    memory: client.memory(),
  };
  await client.close();
  return result;
}

const show = (name, { bytes, first, seen, p50, p95, completion, hover, memory }, edits) => {
  const ms = (value) => (value === undefined ? 'never' : `${value.toFixed(2)} ms`).padStart(10);
  console.log(
    `${name.padEnd(34)} ${Math.round(bytes / 1000)} kB: start → first diagnostics ${ms(first)}, keystroke → diagnostics p50 ${ms(p50)} p95 ${ms(p95)} (${seen} of ${edits} edits seen), completion ${ms(completion)}, hover ${ms(hover)}, ${memory.toFixed(0)} MB`,
  );
};

const small = { providers: 4, models: 10 };
const edits = Number(values.edits);
await measure(ours, small, 2, 1); // compiled code is kept by the first run
show('clawlint lsp', await measure(ours, small, edits, Number(values.starts)), edits);
if (theirs) show(values.against, await measure(theirs, small, edits, Number(values.starts)), edits);
show('clawlint lsp', await measure(ours, { providers: 90, models: 25 }, 60, 1), 60);
console.log('promised: keystroke p95 8 ms, completion p50 6 ms, hover p50 2 ms, 90 MB; p95 400 ms with 1 MB');
rmSync(folder, { recursive: true });
