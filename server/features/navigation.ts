import type { DocumentHighlight, Location } from 'vscode-languageserver-types';
import type { Result } from '../../src/check.ts';
import { dirname, join } from '../../src/text/path.ts';
import { type Source, sourcesOf } from '../homes/documents.ts';
import type { CheckedHome } from '../homes/home.ts';
import { locationOf, rangeOf, type UriOf } from '../protocol/positions.ts';
import { spotIn } from './cursor.ts';
import { nameAt, usesOf } from './name-at.ts';

const READ = 2;
const WRITE = 3;

/** Where the name under the cursor is defined, in any file; or the file behind an `$include`. */
export function definition({ result }: CheckedHome, source: Source, offset: number, uri: UriOf): Location[] {
  const included = includedAt(result, source, offset);
  if (included) return [locationOf({ file: included.file, offset: 0, length: 0 }, uri)];
  return usesAt(result, source, offset)
    .filter(({ role }) => role === 'defines')
    .map(({ at }) => locationOf(at, uri));
}

export function references(
  { result }: CheckedHome,
  source: Source,
  offset: number,
  uri: UriOf,
  withDefinitions: boolean,
): Location[] {
  return usesAt(result, source, offset)
    .filter(({ role }) => withDefinitions || role === 'uses')
    .map(({ at }) => locationOf(at, uri));
}

export function highlights({ result }: CheckedHome, source: Source, offset: number): DocumentHighlight[] {
  return usesAt(result, source, offset)
    .filter(({ at }) => at.file === source.file)
    .map(({ at, role }) => ({ range: rangeOf(at), kind: role === 'defines' ? WRITE : READ }));
}

/** Every use of the name under the cursor. */
function usesAt({ routing }: Result, { file }: Source, offset: number): ReturnType<typeof usesOf> {
  const name = nameAt(routing, file, offset);
  return name ? usesOf(routing, name) : [];
}

function includedAt(result: Result, source: Source, offset: number): Source | undefined {
  const spot = spotIn(source, offset);
  if (spot?.at !== 'value' || spot.node.kind !== 'scalar' || !spot.path.includes('$include')) return undefined;
  const path = join(dirname(source.file.path), String(spot.node.value).replaceAll('\\', '/'));
  return sourcesOf(result).find(({ file }) => file.path === path);
}
