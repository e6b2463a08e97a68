import { check, type Options, type Result } from '../check.ts';
import { applyFixes } from '../edit/apply.ts';
import { takeAt } from '../edit/put.ts';
import { type Files, overlay } from '../files.ts';
import { mend } from '../mend/mend.ts';
import { type Node, nodeAt, type Path, toValue } from '../parse/tree.ts';
import { ruleNamed } from '../rules/index.ts';
import { refusals } from '../rules/refusals.ts';
import type { Diagnostic } from '../rules/rule.ts';
import type { Place } from '../text/file.ts';
import { type Found, findConfig } from './found.ts';
import type { Setting } from './settings.ts';

/** A setting that OpenClaw refuses, and why. */
export interface Refused extends Setting {
  readonly why: Diagnostic;
}

/** A text that OpenClaw starts with. */
export interface Ready {
  /** path → text: the config, and what it includes where that changes */
  readonly texts: ReadonlyMap<string, string>;
  readonly result: Result;
  /** what was done to the text before it could be read */
  readonly had?: Found['had'];
  /** how many mistakes were mended without loss */
  readonly mended: number;
  /** what had to go */
  readonly without: readonly Refused[];
}

/**
 * A setting at a level of its own invention is not moved: the section it belongs to may be one that was lost, and comes
 * back whole from another text only where nothing stands in its place.
 */
const MISPLACED = 'key-at-wrong-level';

/** A text with more mistakes than this is no config that somebody edited. */
const MOST = 40;

/**
 * Has a text start: mends what is certain, and takes out what is still refused, in the files that it includes too.
 * Undefined where that is not enough.
 * @param moves also bring what the release reads in an older layout to its own
 */
export function readyFrom(
  text: string,
  config: string,
  files: Files,
  options: Options,
  moves = false,
): Ready | undefined {
  const texts = new Map([[config, text]]);
  const checked = () => check(overlay(texts, files), options);
  let result = checked();
  const isMoved = ({ rule }: Diagnostic) => moves && ruleNamed(rule)?.movesOnUpgrade === true;
  if (refused(result).length === 0 && !result.diagnostics.some(isMoved))
    return { texts, result, mended: 0, without: [] };
  for (const { file, parsed } of result.routing.home.included) {
    const found = parsed.structureCertain ? undefined : findConfig(file.text);
    if (found) texts.set(file.path, found.text);
  }
  const own = mend(overlay(texts, files), options, {
    unsafe: false,
    of: (each) =>
      isMoved(each) ||
      (each.severity === 'error' && each.rule !== MISPLACED && ruleNamed(each.rule)?.refusesStart === true),
    files: ({ routing: { home } }) => [home.config, ...home.included].flatMap((source) => source?.file ?? []),
  });
  for (const [path, mended] of own.texts) texts.set(path, mended);
  const mended = refused(own.before).length - refused(own.result).length;
  result = own.result;
  const without: Refused[] = [];
  for (let round = 0; round < MOST; round++) {
    const [why] = refused(result);
    if (!why) return { texts, result, mended, without };
    const { root } = result.routing.home;
    const path = root && pathTo(root, why.at);
    const edits = path?.length ? takeAt(root!, path) : [];
    if (!Array.isArray(edits) || edits.length === 0) return undefined;
    without.push({ path: path!, value: toValue(nodeAt(root!, path!)!), why });
    for (const [file, changed] of applyFixes([{ title: '', edits }])) texts.set(file.path, changed);
    result = checked();
  }
  return undefined;
}

const refused = ({ diagnostics, routing }: Result): Diagnostic[] => refusals(diagnostics, routing.home);

/** The path of the innermost entry or item around a place. */
export function pathTo(node: Node, place: Place, path: Path = []): Path {
  const inside = (each: Place) =>
    each.file === place.file && each.offset <= place.offset && place.offset < each.offset + Math.max(each.length, 1);
  if (node.kind === 'object')
    for (const { key, value } of node.entries) {
      if (inside(key)) return [...path, key.value];
      if (inside(value)) return pathTo(value, place, [...path, key.value]);
    }
  if (node.kind === 'array') {
    const at = node.items.findIndex(inside);
    if (at >= 0) return pathTo(node.items[at]!, place, [...path, at]);
  }
  return path;
}
