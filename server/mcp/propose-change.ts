import type { Options, Result } from '../../src/check.ts';
import { display } from '../../src/cli/output.ts';
import { UsageError } from '../../src/cli/values.ts';
import { writeMended } from '../../src/cli/write.ts';
import { readConfigPath } from '../../src/edit/config-path.ts';
import { ladder } from '../../src/explain/build.ts';
import { explanation } from '../../src/explain/explanation.ts';
import { routeNews } from '../../src/explain/route-news.ts';
import { toText } from '../../src/explain/text.ts';
import { toDiff } from '../../src/mend/diff.ts';
import { type Change, propose } from '../../src/mend/propose.ts';
import { sectionsLost } from '../../src/mend/sections-lost.ts';
import { plain, unified } from '../../src/mend/unified.ts';
import { Mask } from '../../src/report/mask.ts';
import { findingLines } from './finding-lines.ts';
import type { Served } from './homes.ts';

/** A change as a tool call gives it. */
interface Asked {
  readonly path?: string | undefined;
  readonly value?: unknown;
  readonly unset?: boolean | undefined;
  readonly patch?: Readonly<Record<string, unknown>> | undefined;
  readonly text?: string | undefined;
  /** rules whose warnings are meant */
  readonly accept?: readonly string[] | undefined;
  readonly apply?: boolean | undefined;
}

/**
 * What a change would cause, and whether it was made.
 * @throws UsageError where the question or the change cannot be understood
 */
export function proposeChange({ files }: Served, settings: Options, asked: Asked, mayWrite: boolean): string {
  const proposal = propose(files, settings, changeOf(asked));
  if ('obstacle' in proposal) throw new UsageError(proposal.obstacle);
  const { before, result, added, texts } = proposal;
  if (texts.size === 0) return 'nothing to change: it is so already\n';
  const lost = asked.text === undefined ? [] : sectionsLost(before, result);
  const worse =
    lost.length > 0 ||
    added.some(
      ({ rule, severity }) => severity === 'error' || (severity === 'warning' && !asked.accept?.includes(rule)),
    );
  const written = asked.apply === true && mayWrite && !worse;
  if (written) writeMended(proposal, settings, display);
  const verdict = written
    ? 'written'
    : worse
      ? 'not written: it would make this wrong'
      : 'not written; nothing would be wrong that is not wrong now';
  const [was, is] = [before, result].map((each) => toText(answered(each)).trimEnd().split('\n'));
  const routes = unified('route', plain(was!), plain(is!));
  const says = added.length > 0 ? findingLines(result, added) : '';
  const takes = lost.length > 0 ? `the text takes out ${lost.join(', ')}; patch takes out what is meant to go` : '';
  const mask = new Mask(result);
  const news = routeNews(before, result).map((each) => `${mask.line(each)}\n`);
  return [verdict, takes, says, news.join(''), toDiff(proposal, display), routes && `what routing would do:\n${routes}`]
    .filter(Boolean)
    .map((part) => `${part.trimEnd()}\n`)
    .join('\n');
}

function answered(result: Result): Parameters<typeof toText>[0] {
  const found = ladder(result.routing);
  if ('misnamed' in found) throw new UsageError(found.misnamed);
  // where a line stands is no change of what is done
  return { ...explanation(result, found, undefined, display), where: () => '' };
}

/** @throws UsageError */
function changeOf({ path: text, value, unset, patch, text: whole }: Asked): Change {
  if ([text, patch, whole].filter((each) => each !== undefined).length !== 1)
    throw new UsageError('propose takes one of path, patch and text');
  if (whole !== undefined) return { text: whole };
  if (patch !== undefined) return { patch };
  const path = readConfigPath(text!);
  if (!path) throw new UsageError('path is such as agents.defaults.models["openai/gpt-5.5"].alias');
  if (unset) return { path, gone: true };
  if (value === undefined) throw new UsageError('path goes with value or with unset');
  return { path, value };
}
