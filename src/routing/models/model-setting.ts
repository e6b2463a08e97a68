import type { Node } from '../../parse/tree.ts';
import type { Naming } from '../../release/releases.ts';
import type { Place } from '../../text/file.ts';

/** A text in the config, with its place. */
export interface Written {
  readonly text: string;
  readonly at: Place;
}

/** A model setting: a text, or `{ primary, fallbacks }`. A blank primary counts as absent. */
export interface Selection {
  readonly at: Place;
  readonly primary: Written | undefined;
  /** the list as written, including blank entries; undefined if there is none */
  readonly fallbacks: readonly Written[] | undefined;
}

/** Reads a model setting; undefined if it is neither a text nor an object. */
export function readSelection(node: Node | undefined): Selection | undefined {
  if (node?.kind === 'object') {
    return { at: node, primary: filled(readText(node.get('primary'))), fallbacks: readTexts(node.get('fallbacks')) };
  }
  const text = readText(node);
  return text && { at: text.at, primary: filled(text), fallbacks: undefined };
}

export function readText(node: Node | undefined): Written | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? { text: node.value, at: node } : undefined;
}

export const readTexts = (list: Node | undefined): readonly Written[] | undefined =>
  list?.kind === 'array' ? list.items.flatMap((item) => readText(item) ?? []) : undefined;

/**
 * The fallbacks that a setting imposes: its own list; none if it has a primary but no list; undefined if it leaves the
 * inherited ones alone, as one without a list does before 2026.4.29. Source: facts 6.3, H22.
 */
export function imposedFallbacks(
  selection: Selection | undefined,
  { agentKeepsFallbacks }: Pick<Naming, 'agentKeepsFallbacks'>,
): readonly Written[] | undefined {
  return selection?.fallbacks ?? (selection?.primary && !agentKeepsFallbacks ? [] : undefined);
}

const filled = (text: Written | undefined): Written | undefined => (text?.text.trim() ? text : undefined);
