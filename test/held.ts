import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { check, type Options } from '../src/check.ts';
import type { Edit } from '../src/edit/edit.ts';
import { memory } from '../src/files.ts';
import type { Place } from '../src/text/file.ts';
import { placed } from './recorded.ts';

/**
 * `held/<rule>.txt`, or `<rule>.<part>.txt`: small homes, a blank line between two, and what the rule says of each.
 * `# ` is what it is about; `@ ` how it is asked: a release or `unknown`, `live`, `closed`,
 * `now=` milliseconds; then its config, other files
 * behind `= path`, and the answer behind `> `, or `> nothing`. `npm run accept` writes the answers.
 */
export interface Held {
  readonly title: string;
  readonly asked: string;
  readonly files: Readonly<Record<string, string>>;
  readonly said: string;
}

const HELD = new URL('./held/', import.meta.url);

export const heldNames = (): string[] => readdirSync(HELD).sort();

const blocksOf = (name: string): string[] => readFileSync(new URL(name, HELD), 'utf8').trim().split(/\n\n+/);

export const heldIn = (name: string): Held[] => blocksOf(name).map(readHeld);

export const ruleOf = (name: string): string => name.split('.')[0]!;

function readHeld(block: string): Held {
  const parts = new Map<string, string[]>();
  let file = 'openclaw.json';
  for (const line of block.split('\n')) {
    const [, mark, rest = ''] = /^([#@>=])(?: (.*))?$/.exec(line) ?? [];
    if (mark === '=') file = rest;
    const part = mark ?? file;
    parts.set(part, [...(parts.get(part) ?? []), mark ? rest : line]);
  }
  const of = (mark: string) => (parts.get(mark) ?? []).join('\n');
  const paths = [...parts.keys()].filter((path) => !/^[#@>=]$/.test(path));
  return {
    title: of('#'),
    asked: of('@'),
    said: of('>'),
    files: Object.fromEntries(paths.map((path) => [path, `${of(path)}\n`])),
  };
}

/** What a rule says of a home, a line for each of severity and place, help, change and other place. */
export function answered(rule: string, { asked, files }: Held): string {
  const words = asked.split(' ');
  const now = words.find((each) => each.startsWith('now='));
  const options: Options = {
    rules: new Set([rule]),
    ...(!words.includes('unknown') && { release: words.find((each) => /^\d/.test(each)) ?? '2026.9.6' }),
    ...(words.includes('live') && { live: true }),
    ...(words.includes('closed') && { closedWorld: true }),
    ...(now && { now: Number(now.slice(4)) }),
  };
  const lines = placed(check(memory(files), options)).flatMap((each) => [
    `${each.severity} ${placeOf(each.at, each.path)}: ${each.message}${each.mayRefuseStart ? ' (may refuse to start)' : ''}`,
    ...(each.help === undefined ? [] : [`  help: ${each.help}`]),
    ...(each.fix ? [`  ${each.fix.unsafe ? 'unsafe ' : ''}fix: ${change(each.fix)}`] : []),
    ...(each.suggestions ?? []).map((suggestion) => `  or: ${change(suggestion)}`),
    ...(each.related ?? []).map(({ at, message }) => `  see ${placeOf(at)}: ${message}`),
  ]);
  return lines.map((line) => line.trimEnd()).join('\n') || 'nothing';
}

/** Writes anew what a rule says of the homes of a file. A person reads the diff. */
export function acceptHeld(name: string): void {
  const blocks = blocksOf(name).map((block) => {
    const given = block.split('\n').filter((line) => !line.startsWith('>'));
    const said = answered(ruleOf(name), readHeld(block)).split('\n');
    return [...given, ...said.map((line) => `> ${line}`)].join('\n');
  });
  writeFileSync(new URL(name, HELD), `${blocks.join('\n\n')}\n`);
}

const textOf = ({ file, offset, length }: Place): string => shown(file.text.slice(offset, offset + length));
const shown = (text: string): string => text.replace(/\n/g, '⏎').replace(/^(.{30}).{5,}(.{10})$/, '$1…$2');

const placeOf = (at: Place, path?: string): string =>
  [at.file.path === 'openclaw.json' ? '' : at.file.path, path ?? '', textOf(at)].filter(Boolean).join(' ');

/** The changed places, with what stands around them: `around⟨before→after⟩around`. */
const change = ({ title, edits }: { readonly title: string; readonly edits: readonly Edit[] }): string =>
  [title, ...edits.map(changed)].join(' | ');

function changed({ at: { file, offset, length }, text }: Edit): string {
  const around = [file.text.slice(Math.max(0, offset - 8), offset), file.text.slice(offset + length).slice(0, 8)];
  return `${around[0]}⟨${file.text.slice(offset, offset + length)}→${text}⟩${around[1]}`.replace(/\n/g, '⏎');
}
