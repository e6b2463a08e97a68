import type { InlayHint } from 'vscode-languageserver-types';
import type { CheckedHome } from './checked.ts';
import { positionAt } from './convert.ts';
import type { Source } from './sources.ts';

const TYPE = 1;

/** The model behind an alias, and the provider that a bare name gets. @param start, end offsets of what is in sight */
export function hints({ result, mask }: CheckedHome, { file }: Source, start: number, end: number): InlayHint[] {
  return [...result.routing.refs, ...result.routing.jobs].flatMap(({ at, role, resolved }) => {
    const behind = at.offset + at.length;
    if (at.file !== file || behind < start || at.offset > end || !resolved || resolved.via === 'ref' || role === 'map') return [];
    return [{ position: positionAt(file, behind), label: mask.text(`→ ${resolved.provider}/${resolved.model}`), kind: TYPE, paddingLeft: true }];
  });
}
