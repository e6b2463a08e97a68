import { check, type Options, type Result } from '../check.ts';
import { type Files, overlay } from '../files.ts';
import { nodeAt, textOf, toValue } from '../parse/tree.ts';
import { compare } from '../release/number.ts';
import { parseRelease } from '../release/releases.ts';
import { ruleNamed } from '../rules/index.ts';
import { refusals } from '../rules/refusals.ts';
import type { Diagnostic } from '../rules/rule.ts';
import { once } from '../text/memo.ts';
import { findConfig } from './found.ts';
import type { Leaving } from './leavings.ts';
import { type Ready, readyFrom } from './ready.ts';
import { countIn, valueAt } from './settings.ts';

/** A text that may be the config again. */
export interface Candidate extends Leaving {
  /** the text as it is, checked in the place of the config */
  readonly result: Result;
  /** why OpenClaw would not start with it */
  readonly refusals: readonly Diagnostic[];
  /** what is read of it; undefined where nothing can be */
  readonly value: unknown;
  /** it breaks off: a list may have had more items */
  readonly isCut: boolean;
  /** how many settings it has */
  readonly count: number;
  readonly gatewayMode: boolean;
  /** @param moves in the present layout of the release */
  readonly ready: (moves?: boolean) => Ready | undefined;
}

/**
 * Looks at every text as if it were the config, for the release that is asked for, else the newest that wrote one of
 * them: whoever writes a config anew forgets which release it is for.
 */
export function candidatesOf(leavings: readonly Leaving[], config: string, files: Files, asked: Options): Candidate[] {
  const plain: Options = { ...asked, heed: 'nothing' };
  const checked = (text: string, options: Options) => check(overlay(new Map([[config, text]]), files), options);
  const results = leavings.map((each) => [each, checked(each.text, plain)] as const);
  const release = newestOf(results.map(([, { routing }]) => routing.target.release ?? ''));
  const options = release === undefined || plain.release !== undefined ? plain : { ...plain, release };
  return results.map(([leaving, before]) => {
    const result = options === plain ? before : checked(leaving.text, options);
    const found = findConfig(leaving.text);
    const read = found && (found.had ? checked(found.text, options) : result);
    const value = read?.routing.home.root && toValue(read.routing.home.root);
    const [plainly, moved] = [false, true].map((moves) =>
      once(() => {
        const ready = found && readyFrom(found.text, config, files, options, moves);
        return ready && found.had ? { ...ready, had: found.had } : ready;
      }),
    ) as [() => Ready | undefined, () => Ready | undefined];
    return {
      ...leaving,
      result,
      refusals: startRefusals(result),
      value,
      isCut: found?.had === 'cut',
      count: countIn(value ?? {}),
      gatewayMode: typeof valueAt(value, ['gateway', 'mode']) === 'string',
      ready: (moves = false) => (moves ? moved() : plainly()),
    };
  });
}

/** The release that last wrote a config, by its own word. */
export const writerOf = ({ result: { routing } }: Candidate): string | undefined =>
  textOf(nodeAt(routing.home.root, ['meta', 'lastTouchedVersion']));

/** What the gateway does not start with: an older layout it converts as it starts. */
export const startRefusals = ({ diagnostics, routing }: Result): Diagnostic[] =>
  refusals(diagnostics, routing.home).filter(({ rule }) => !ruleNamed(rule)?.convertedOnStart);

const newestOf = (releases: readonly string[]): string | undefined =>
  releases
    .filter((each) => parseRelease(each))
    .sort(compare)
    .at(-1);
