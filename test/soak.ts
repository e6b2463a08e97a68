import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Reports } from '../server/homes/reports.ts';
import { Session } from '../server/homes/session.ts';
import { atCursor, inRange, ofDocument } from '../server/protocol/requests.ts';
import { disk } from '../src/disk/disk.ts';
import { EVERYTHING } from './editor.ts';
import { FIXTURES } from './fixtures.ts';
import { Process } from './stdio.ts';

export interface Outcome {
  readonly edits: number;
  readonly requests: number;
  readonly files: number;
  /** diagnostics that were compared with those of a new check */
  readonly compared: number;
  /** resident memory of the server in MB after a fifth of the edits and at the end; 0 where the system does not tell */
  readonly early: number;
  readonly late: number;
}

const HOMES = ['example', 'split-in-files', 'three-agents', 'lan-servers'];
/** Beyond this a document is cut back: the soak is about many edits, not about large files. */
const LARGEST = 12_000;
const PIECES = [
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  ',',
  ':',
  '\n',
  '\r\n',
  ' ',
  '//',
  '/*',
  '*/',
  '${',
  '}',
  '\\',
  '\\u',
  '"model": {',
  '"primary": "',
  'agents: {',
  '"$include": "',
  '${OPENAI_API_KEY}',
  'anthropic/',
  '@',
  '\ud83e',
  '\udd9e',
  'null',
  '-1e999',
  '\u2028',
  '=',
  'A_KEY=1\n',
  '__proto__',
  '"auth": {"order": {',
];

/** The same numbers for the same seed: a failure can be played again. */
export function random(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/**
 * An editor that behaves badly: types, pastes, deletes, undoes, renames files, changes them on disk, asks in the middle
 * of it, takes questions back, sends what is no message. Every hundred edits, and at the end, what the server says must
 * be what a new check says. @throws when it is not, or when the server has ended
 */
export async function soak(edits: number, seed: number, log: (line: string) => void = () => {}): Promise<Outcome> {
  const pick = random(seed);
  const root = mkdtempSync(join(tmpdir(), 'clawlint-soak-'));
  for (const name of HOMES) cpSync(join(FIXTURES, 'homes', name), join(root, name), { recursive: true });
  const files = disk.list(root).flatMap((home) => documents(join(root, home)));
  const server = new Process(root);
  const open = new Map<string, { text: string; version: number; past: string[] }>();
  const originals = new Map(files.map((path) => [path, read(path)]));
  let requests = 0;
  let compared = 0;
  let early = 0;
  await server.start(EVERYTHING);
  for (const path of files.slice(0, 6)) opened(path, read(path));

  for (let edit = 1; edit <= edits; edit++) {
    if (!server.alive) throw new Error(`the server has ended at edit ${edit} of seed ${seed}: ${server.errors}`);
    step();
    if (edit % 100 === 0 || edit === edits) await compare(edit);
    if (edit % Math.ceil(edits / 10) === 0) {
      log(`${edit} edits, ${requests} requests, ${compared} diagnostics compared, ${memory()} MB`);
    }
    if (edit === Math.floor(edits / 5)) early = memory();
  }
  const late = memory();
  assert.equal(await server.stop(), 0);
  assert.equal(server.errors, '');
  rmSync(root, { recursive: true });
  return { edits, requests, files: files.length, compared, early, late };

  function step(): void {
    const kind = pick(100);
    const path = [...open.keys()][pick(open.size)]!;
    if (kind < 70) type(path);
    else if (kind < 88) ask(path);
    else if (kind < 91) server.tell('$/cancelRequest', { id: ask(path) });
    else if (kind < 93) nonsense();
    else if (kind < 95) save(path);
    else if (kind < 97) onDisk(files[pick(files.length)]!);
    else if (kind < 99) reopen(path);
    else rename(path);
  }

  function type(path: string): void {
    const document = open.get(path)!;
    const { text, past } = document;
    const at = pick(text.length + 1);
    const kind = pick(13);
    const other = [...open.values()][pick(open.size)]!.text;
    const from = pick(other.length + 1);
    let now: string;
    if (text.length > LARGEST) now = text.slice(0, LARGEST / 2);
    else if (kind < 4) now = text.slice(0, at) + PIECES[pick(PIECES.length)] + text.slice(at);
    else if (kind < 7) now = text.slice(0, at) + text.slice(at + pick(12));
    else if (kind < 8) now = text.slice(0, at) + other.slice(from, from + pick(400)) + text.slice(at);
    else if (kind < 9) now = past.pop() ?? text;
    else if (kind < 12) now = inValue(text);
    else now = originals.get(path.replace(/(?<=\.json5?|env)\d+$/, '')) ?? '';
    if (kind < 8) past.push(text);
    if (past.length > 20) past.shift();
    changed(path, now, at, kind);
  }

  /** A letter more in some value. */
  function inValue(text: string): string {
    const values = [...text.matchAll(/(?<=[:[,]\s*)["'][^"'\r\n]*(?=["'])/g)];
    if (values.length === 0) return text;
    const { index, 0: value } = values[pick(values.length)]!;
    return text.slice(0, index + value.length) + 'ex-'[pick(3)] + text.slice(index + value.length);
  }

  /** Half of the edits go as a stretch, half as the whole text. */
  function changed(path: string, now: string, at: number, kind: number): void {
    const document = open.get(path)!;
    const { text } = document;
    document.text = now;
    document.version++;
    let [start, end] = [0, 0];
    while (start < Math.min(text.length, now.length) && text[start] === now[start]) start++;
    while (end < Math.min(text.length, now.length) - start && text.at(-1 - end) === now.at(-1 - end)) end++;
    const inMiddle = (offset: number) =>
      /[\r\ud800-\udbff]/.test(text[offset - 1] ?? '') || /[\r\ud800-\udbff]/.test(now[offset - 1] ?? '');
    const stretch =
      (at + kind) % 2 === 0 && !inMiddle(start) && !inMiddle(text.length - end) && text.length - end >= start;
    const change = stretch
      ? {
          range: { start: positionIn(text, start), end: positionIn(text, text.length - end) },
          text: now.slice(start, now.length - end),
        }
      : { text: now };
    server.tell('textDocument/didChange', {
      textDocument: { uri: uri(path), version: document.version },
      contentChanges: [change],
    });
  }

  function ask(path: string): number {
    const methods = [
      ...Object.keys(atCursor),
      ...Object.keys(inRange),
      ...Object.keys(ofDocument),
      'textDocument/diagnostic',
      'workspace/diagnostic',
      'clawlint/route',
    ];
    const { text } = open.get(path)!;
    const position =
      pick(20) === 0 ? { line: pick(1000), character: pick(1000) } : positionIn(text, pick(text.length + 1));
    requests++;
    return server.askInVain(methods[pick(methods.length)]!, {
      textDocument: { uri: uri(path) },
      uri: uri(path),
      position,
      range: { start: { line: 0, character: 0 }, end: position },
      context: { diagnostics: [], includeDeclaration: true },
      newName: 'other',
    });
  }

  function nonsense(): void {
    const at = pick(8);
    if (at === 0) server.write('Content-Length: 7\r\n\r\n{"a": 1');
    else if (at === 1) server.write('Content-Length: none\r\n\r\n');
    else if (at === 2) server.write('Content-Length: -5\r\n\r\n');
    else if (at === 3) server.send([1, null, 'x']);
    else if (at === 4)
      server.send({
        jsonrpc: '2.0',
        id: 'x',
        method: 'textDocument/hover',
        params: { textDocument: null, position: 'here' },
      });
    else if (at === 5)
      server.tell('textDocument/didChange', {
        textDocument: { uri: 'file:///nowhere.json', version: 1 },
        contentChanges: 'x',
      });
    else if (at === 6) server.tell('textDocument/didOpen', { textDocument: { uri: 5 } });
    else server.tell('workspace/didChangeConfiguration', { settings: null });
  }

  function save(path: string): void {
    writeFileSync(path, open.get(path)!.text);
    server.tell('textDocument/didSave', { textDocument: { uri: uri(path) } });
  }

  function onDisk(path: string): void {
    const text = read(path);
    const at = pick(text.length + 1);
    const kind = pick(6);
    if (kind === 0) rmSync(path, { force: true });
    else if (kind < 3) writeFileSync(path, originals.get(path)!);
    else
      writeFileSync(
        path,
        text.length > LARGEST ? '{}' : text.slice(0, at) + PIECES[pick(PIECES.length)] + text.slice(at),
      );
    server.tell('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(path), type: 2 }] });
  }

  function reopen(path: string): void {
    if (open.size > 3) {
      open.delete(path);
      server.tell('textDocument/didClose', { textDocument: { uri: uri(path) } });
    }
    const next = files[pick(files.length)]!;
    if (!open.has(next)) opened(next, read(next));
  }

  function rename(path: string): void {
    const to = `${path}${pick(3)}`;
    if (open.has(to)) return;
    const { text } = open.get(path)!;
    if (existsSync(path)) renameSync(path, to);
    open.delete(path);
    server.tell('textDocument/didClose', { textDocument: { uri: uri(path) } });
    opened(to, text);
    server.tell('workspace/didChangeWatchedFiles', {
      changes: [
        { uri: uri(path), type: 3 },
        { uri: uri(to), type: 1 },
      ],
    });
  }

  function opened(path: string, text: string): void {
    open.set(path, { text, version: 1, past: [] });
    server.tell('textDocument/didOpen', { textDocument: { uri: uri(path), languageId: 'json5', version: 1, text } });
  }

  async function compare(edit: number): Promise<void> {
    await server.ask('clawlint/home', { uri: uri(files[0]!) });
    const session = new Session({ version: '0', files: disk, now: Date.now });
    const reports = new Reports(session, { related: true, tags: true, links: true });
    for (const [path, { text }] of open) session.open({ uri: uri(path), language: 'json5', version: 0 }, text);
    const expected = new Map(reports.push([]).map((each) => [each.uri, each.diagnostics]));
    for (const diagnostics of expected.values()) compared += diagnostics.length;
    for (const path of new Set([...expected.keys(), ...server.pushed.keys()]))
      assert.deepEqual(
        server.pushed.get(path) ?? [],
        expected.get(path) ?? [],
        `after edit ${edit} of seed ${seed}: ${path}`,
      );
  }

  function memory(): number {
    const path = `/proc/${server.child.pid}/status`;
    return existsSync(path) ? Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(path, 'utf8'))![1]) / 1024) : 0;
  }
}

const uri = (path: string): string => `file://${path}`;
const read = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');

function documents(folder: string): string[] {
  return disk
    .list(folder)
    .flatMap((name) =>
      name.endsWith('/') ? documents(join(folder, name)) : /\.json5?$|^\.env/.test(name) ? [join(folder, name)] : [],
    );
}

function positionIn(text: string, offset: number): { line: number; character: number } {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: lines.length - 1, character: lines.at(-1)!.length };
}
