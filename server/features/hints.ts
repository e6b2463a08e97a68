import type { InlayHint } from 'vscode-languageserver-types';
import type { Source } from '../homes/documents.ts';
import type { CheckedHome } from '../homes/home.ts';
import { positionAt } from '../protocol/positions.ts';

const TYPE = 1;

/**
 * Inlay hints: the model behind an alias, and the provider of a bare name. @param start, end offsets of the visible
 * range
 */
export function hints({ result, mask }: CheckedHome, source: Source, start: number, end: number): InlayHint[] {
  const { file } = source;
  const broken = new Set(source.kind === 'dotenv' ? [] : source.parsed.errors.map(({ at }) => at.offset));
  return [...result.routing.refs, ...result.routing.jobs].flatMap(({ at, role, resolved }) => {
    const behind = at.offset + at.length;
    if (
      at.file !== file ||
      behind < start ||
      at.offset > end ||
      !resolved ||
      resolved.via === 'ref' ||
      role === 'map' ||
      broken.has(at.offset)
    )
      return [];
    const text = `→ ${resolved.provider}/${resolved.model}`;
    return /[\r\n\u2028\u2029]/.test(text)
      ? []
      : [{ position: positionAt(file, behind), label: mask.line(text), kind: TYPE, paddingLeft: true }];
  });
}
