import type { Result } from '../check.ts';
import { ladder } from '../explain/build.ts';
import { jobNamed, questionOf } from '../explain/everything.ts';
import { Everything } from '../explain/everything-shown.ts';
import { explanation } from '../explain/explanation.ts';
import { toLadderJson } from '../explain/json.ts';
import { ladderSheet } from '../explain/ladder-sheet.ts';
import { toMermaid } from '../explain/mermaid.ts';
import { type Failure, playOutage, readFailure } from '../explain/outage.ts';
import type { Misnamed } from '../explain/question.ts';
import type { Reference, Sheet } from '../explain/sheet.ts';
import { toSvg } from '../explain/svg.ts';
import { toText } from '../explain/text.ts';
import { Mask } from '../report/mask.ts';
import { jsonText, printable } from '../report/printable.ts';
import { isTurn } from '../routing/models/slots.ts';
import { type Arguments, UsageError } from './arguments.ts';

/**
 * What `clawlint route` prints, and its exit code: 0 if a request can be sent (with --fail: if one succeeds), else 1.
 * @throws UsageError where a model, an agent or what is to fail is not there
 */
export function route(
  result: Result,
  options: Arguments,
  display: (path: string) => string,
): { output: string; code: 0 | 1 } {
  const { routing } = result;
  const expected = <T extends object>(value: T | Misnamed): T => {
    if ('misnamed' in value) throw new UsageError(new Mask(result).text(value.misnamed));
    return value;
  };
  if (options.all) {
    const all = new Everything(result, display);
    if (options.format === 'svg') return { output: picture(all.sheet()), code: 0 };
    return { output: options.format === 'json' ? `${jsonText(all.json(), 2)}\n` : all.text(), code: 0 };
  }
  const { model, agent, slot } = options;
  const question =
    options.job === undefined ? { model, agent, slot } : questionOf(expected(jobNamed(routing, options.job)));
  const found = expected(ladder(routing, question));
  if (options.failures.length > 0 && !isTurn(found.slot))
    throw new UsageError(`--fail plays whole turns; of ${found.slot} it is not known what follows an error`);
  const failures = options.failures.map((text): Failure => expected(readFailure(text, found)));
  const outage = failures.length > 0 ? playOutage(found, failures, routing.behaviour) : undefined;
  const explained = explanation(result, found, outage, display);
  const possible = outage
    ? outage.answer !== undefined
    : found.otherwise === 'automatic' || found.candidates.some(({ attempts }) => attempts.length > 0);
  return { output: print(), code: possible ? 0 : 1 };

  function picture(sheet: Sheet): string {
    const { width } = options;
    const href = ({ at }: Reference) =>
      `${encodeURI(printable(display(at.file.path)))}#L${at.file.position(at.offset).line}`;
    return toSvg(sheet, { ...(width !== undefined && { width }), href });
  }

  function print(): string {
    if (options.format === 'json') return `${jsonText(toLadderJson(explained), 2)}\n`;
    if (options.format === 'mermaid') return toMermaid(explained);
    return options.format === 'svg' ? picture(ladderSheet(explained)) : toText(explained);
  }
}
