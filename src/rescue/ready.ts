import { check, type Options, type Result } from '../check.ts';
import { applyFixes } from '../edit/apply.ts';
import { takeAt } from '../edit/put.ts';
import { type Files, overlay } from '../files.ts';
import { mend } from '../mend/mend.ts';
import { parseJson5 } from '../parse/json5.ts';
import { type Node, nodeAt, type Path, toValue } from '../parse/tree.ts';
import { ruleNamed } from '../rules/index.ts';
import { refusals } from '../rules/refusals.ts';
import type { Diagnostic } from '../rules/rule.ts';
import { File, type Place } from '../text/file.ts';
import type { Setting } from './settings.ts';

/** A setting that OpenClaw refuses, and why. */
export interface Refused extends Setting {
  readonly why: Diagnostic;
}

/** A text that OpenClaw starts with. */
export interface Ready {
  readonly text: string;
  readonly result: Result;
  /** what stood around the config was taken away */
  readonly isPart?: true;
  /** how many mistakes were mended without loss */
  readonly mended: number;
  /** what had to go */
  readonly without: readonly Refused[];
}

/** A text with more mistakes than this is no config that somebody edited. */
const MOST = 40;

/** What can be read of a text as a config: itself, or what stands in prose around it; undefined where nothing can. */
export function configIn(text: string): string | undefined {
  const [from, to] = [text.indexOf('{'), text.lastIndexOf('}')];
  const [first, last] = [/^\{/m.exec(text)?.index ?? from, [...text.matchAll(/^\}/gm)].at(-1)?.index ?? to];
  const parts = [text, text.slice(from, to + 1), text.slice(first, last + 1)];
  return parts.find((part) => {
    const { root, structureCertain } = parseJson5(new File('', part));
    return root?.kind === 'object' && structureCertain;
  });
}

/**
 * Has a text start: mends what is certain, and takes out what is still refused. Undefined where that is not enough, as
 * the mistake is in another file.
 * @param moves also bring what the release reads in an older layout to its own
 */
export function readyFrom(
  text: string,
  config: string,
  files: Files,
  options: Options,
  moves = false,
): Ready | undefined {
  const checked = (each: string) => check(overlay(new Map([[config, each]]), files), options);
  let result = checked(text);
  const isMoved = ({ rule }: Diagnostic) => moves && ruleNamed(rule)?.movesOnUpgrade === true;
  if (refused(result).length === 0 && !result.diagnostics.some(isMoved))
    return { text, result, mended: 0, without: [] };
  const count = refused(result).length;
  const own = mend(overlay(new Map([[config, text]]), files), options, {
    unsafe: false,
    of: (each) => isMoved(each) || (each.severity === 'error' && ruleNamed(each.rule)?.refusesStart === true),
    files: ({ routing: { home } }) => (home.config ? [home.config.file] : []),
  });
  let now = own.texts.get(config) ?? text;
  result = own.result;
  const mended = count - refused(result).length;
  const without: Refused[] = [];
  for (let round = 0; round < MOST; round++) {
    const [why] = refused(result);
    if (!why) return { text: now, result, mended, without };
    const { root } = result.routing.home;
    const path = root && pathTo(root, why.at);
    const edits = path?.length ? takeAt(root!, path) : [];
    if (!Array.isArray(edits) || edits.length === 0) return undefined;
    without.push({ path: path!, value: toValue(nodeAt(root!, path!)!), why });
    for (const [file, changed] of applyFixes([{ title: '', edits }])) if (file.path === config) now = changed;
    result = checked(now);
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
