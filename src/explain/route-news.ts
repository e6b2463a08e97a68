import type { Result } from '../check.ts';
import { ladder } from './build.ts';
import type { Ladder, Rung } from './ladder.ts';

/** Agents whose routing is compared. */
const MOST = 20;

/** What a change does to the models and credentials that are tried, a sentence each; models may be secret texts. */
export function routeNews(before: Result, after: Result): string[] {
  const agents = [undefined, ...after.routing.agents.map(({ id }) => id)].slice(0, MOST);
  const told = new Set<string>();
  return agents.flatMap((agent) => {
    const question = agent === undefined ? {} : { agent };
    const [was, is] = [before, after].map(({ routing }) => ladder(routing, question));
    if (!was || !is || 'misnamed' in was || 'misnamed' in is) return [];
    const own = newsOf(was, is).filter((each) => !told.has(each));
    for (const each of own) told.add(each);
    return agent === undefined ? own : own.map((each) => `${each} (agent \`${agent}\`)`);
  });
}

function newsOf(was: Ladder, is: Ladder): string[] {
  const news: string[] = [];
  const [first, now] = [was.candidates[0], is.candidates[0]];
  if (first && now && first.model !== now.model)
    news.push(`the primary would be \`${now.model}\` and no longer \`${first.model}\``);
  for (const rung of is.candidates) {
    const old = was.candidates.find(({ model }) => model === rung.model);
    const what = rung === now ? 'the primary' : 'a fallback';
    if (rung.attempts.length === 0 && old && old.attempts.length > 0)
      news.push(`\`${rung.model}\`, ${what}, would have no credential left`);
    else if (rung.attempts.length === 0 && !old)
      news.push(`\`${rung.model}\`, ${what}, has no credential that is known here`);
    else if (old && credentialOf(old) !== credentialOf(rung))
      news.push(`\`${rung.model}\` would be asked with ${credentialOf(rung)} and no longer with ${credentialOf(old)}`);
  }
  for (const { model } of was.candidates)
    if (!is.candidates.some((each) => each.model === model)) news.push(`\`${model}\` would not be tried any more`);
  if (was.candidates.some(hasAttempt) && !is.candidates.some(hasAttempt)) news.push('no request could be sent at all');
  return news;
}

const hasAttempt = ({ attempts }: Rung): boolean => attempts.length > 0;

/** The one that is tried first. */
const credentialOf = ({ attempts }: Rung): string => (attempts[0] ? `\`${attempts[0].label}\`` : 'none');
