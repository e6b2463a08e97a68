import type { Result } from '../check.ts';
import { Mask } from '../report/mask.ts';
import { isTurn } from '../routing/models/slots.ts';
import { ladder } from './build.ts';
import { jobNamed, questionOf } from './everything.ts';
import { type Explanation, explanation } from './explanation.ts';
import type { Asked } from './ladder.ts';
import { type Failure, playOutage, readFailure } from './outage.ts';
import type { Misnamed } from './question.ts';

/** Which ladder, and what fails on it. */
export interface RouteQuestion extends Asked {
  /** a cron job, by id or name; in place of a model and a slot */
  readonly job?: string | undefined;
  /** plays an outage: `anthropic:work=rate_limit`, `openai=timeout` */
  readonly fail?: readonly string[];
}

/** A ladder to show, and what comes of it. */
export interface Route extends Explanation {
  /** a request can be sent; with an outage: one is answered */
  readonly possible: boolean;
}

/**
 * Every request that a turn may send until one is answered; `misnamed` where a model, an agent or what is to fail is not
 * there.
 * @param display how a path is shown, such as relative to the current folder
 */
export function route(
  result: Result,
  { job, fail = [], ...asked }: RouteQuestion = {},
  display?: (path: string) => string,
): Route | Misnamed {
  const { routing } = result;
  const refused = ({ misnamed }: Misnamed): Misnamed => ({ misnamed: new Mask(result).text(misnamed) });
  const named = job === undefined ? undefined : jobNamed(routing, job);
  if (named && 'misnamed' in named) return refused(named);
  const found = ladder(routing, named ? questionOf(named) : asked);
  if ('misnamed' in found) return refused(found);
  if (fail.length > 0 && !isTurn(found.slot))
    return refused({ misnamed: `--fail plays whole turns; of ${found.slot} it is not known what follows an error` });
  const failures: Failure[] = [];
  for (const text of fail) {
    const failure = readFailure(text, found);
    if ('misnamed' in failure) return refused(failure);
    failures.push(failure);
  }
  const outage = failures.length > 0 ? playOutage(found, failures, routing.behaviour) : undefined;
  const possible = outage
    ? outage.answer !== undefined
    : found.otherwise === 'automatic' || found.candidates.some(({ attempts }) => attempts.length > 0);
  return { ...explanation(result, found, outage, display), possible };
}
