import { readFileSync } from 'node:fs';
import { parseJson5 } from '../src/parse/json5.ts';
import { configShape } from '../src/schema/config.ts';
import { refine } from '../src/schema/refinements/refine.ts';
import type { Problem } from '../src/schema/schema.ts';
import { File } from '../src/text/file.ts';

/** A table of test/tables. */
export const table = (name: string): string => readFileSync(new URL(`./tables/${name}.txt`, import.meta.url), 'utf8');

/**
 * All that a release asks of a config beyond its schema, one line each: the place, the text that is marked, what is said,
 * and what goes with it.
 * @param written JSON5, which may break off, or a value
 * @param installed plugins of an installed OpenClaw
 */
export function beyondSchema(written: unknown, release?: string, installed?: readonly string[]): string[] {
  const text = typeof written === 'string' ? written : JSON.stringify(written);
  const { root } = parseJson5(new File('openclaw.json', text));
  const plugins = installed && new Map(installed.map((id) => [id, {}]));
  return refine(root!, release, configShape(release), plugins).map(lineOf);
}

function lineOf(problem: Problem): string {
  const at = 'at' in problem ? problem.at : problem.key;
  const marked = at.file.text.slice(at.offset, at.offset + at.length);
  return `${problem.path.join('.')} \`${marked}\` ${wordsOf(problem)}`;
}

function wordsOf(problem: Problem): string {
  switch (problem.kind) {
    case 'form':
      return `takes ${problem.takes}`;
    case 'range':
      return `takes ${problem.limit}`;
    case 'missing-key':
      return `needs ${problem.key}`;
    case 'retired-key':
      return [
        `went after ${problem.until} to ${problem.replacedBy}`,
        ...(problem.schema.sameValue ? ['as it is'] : []),
      ].join(', ');
    case 'unknown-name':
      return [
        `is no ${problem.what} (${few(problem.known)})`,
        ...(problem.plugin === undefined ? [] : [`but of ${problem.plugin}`]),
        ...(problem.unsure ? ['perhaps'] : []),
        ...(problem.ignored ? ['ignored'] : []),
        ...(problem.instead === undefined ? [] : [`taken for ${problem.instead}`]),
      ].join(', ');
    case 'refused': {
      const related = problem.related?.map(
        ({ at, message }) => `${at.file.text.slice(at.offset, at.offset + at.length)}: ${message}`,
      );
      const changes = problem.changes?.map(({ title, path, value }) => `${title}: ${path.join('.')} = ${value}`);
      return [
        `${problem.message} → ${problem.help}`,
        ...(related ? [`(${related})`] : []),
        ...(problem.outcome === undefined ? [] : [`so that ${problem.outcome}`]),
        ...(changes ? [`{${changes}}`] : []),
      ].join(' ');
    }
    default:
      return problem.kind;
  }
}

const few = (names: readonly string[]): string => (names.length <= 4 ? names : [...names.slice(0, 3), '…']).join(', ');
