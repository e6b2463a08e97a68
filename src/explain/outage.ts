import type { Behaviour, Rotation } from '../release/releases.ts';
import { suggest } from '../text/nearest.ts';
import type { Ladder, Note, Rung, Step } from './ladder.ts';
import type { Misnamed } from './question.ts';
import { span } from './words.ts';

export const FAILURES = ['rate_limit', 'overloaded', 'timeout', 'auth', 'billing', 'model_not_found'] as const;
export type FailureKind = (typeof FAILURES)[number];

/** What fails, and how: a credential (profile id, variable, config path), a provider, or `provider/model`. */
export interface Failure {
  readonly what: string;
  readonly kind: FailureKind;
}

/** The outcome of one attempt. */
export interface Outcome {
  /** number of the step */
  readonly n: number;
  /** `beyond`: OpenClaw leaves the provider before it gets here; `rests`: after an error earlier in this turn */
  readonly result: 'answers' | 'fails' | 'rests' | 'beyond' | 'not-reached';
  readonly kind?: FailureKind;
  /** requests sent, at most */
  readonly tries?: number;
  /** how long the credential rests afterwards, in seconds, and whether only for one model */
  readonly rest?: { readonly seconds: number; readonly of: 'model' | 'profile' };
}

export interface Outage {
  readonly failures: readonly Failure[];
  readonly outcomes: readonly Outcome[];
  /** the attempt that succeeds */
  readonly answer: Step | undefined;
  readonly answeredBy: Rung | undefined;
  readonly notes: readonly Note[];
}

/** Parses `anthropic:subscription=rate_limit` into what fails and how. The name must occur in the ladder. */
export function readFailure(text: string, { candidates }: Ladder): Failure | Misnamed {
  const split = text.lastIndexOf('=');
  const [what, word] = [
    text.slice(0, Math.max(split, 0)).trim(),
    text
      .slice(split + 1)
      .trim()
      .toLowerCase()
      .replaceAll('-', '_'),
  ];
  const kind = FAILURES.find((each) => each === word);
  if (!what) return { misnamed: `--fail takes WHAT=KIND, such as openai=timeout, not ${JSON.stringify(text)}` };
  if (!kind)
    return {
      misnamed: `--fail ${what}=… takes ${FAILURES.join(', ')}, not ${JSON.stringify(word)}${near(word, FAILURES)}`,
    };
  const labels = candidates.flatMap(({ attempts }) => attempts.map(({ label }) => label));
  const known = [...new Set([...candidates.flatMap(({ provider, model }) => [provider, model]), ...labels])];
  const named = known.find((each) => each === what) ?? known.find((each) => each.toLowerCase() === what.toLowerCase());
  if (named === undefined)
    return {
      misnamed: `nothing in this ladder is called ${JSON.stringify(what)}${near(what, known) || `; there is ${known.slice(0, 8).join(', ')}`}`,
    };
  return { what: named, kind };
}

/** Simulates a turn in which some attempts fail. Source: facts 7.1, 7.2. */
export function playOutage(ladder: Ladder, failures: readonly Failure[], behaviour: Behaviour): Outage {
  const outcomes: Outcome[] = [];
  const resting = new Set<string>();
  const limits = behaviour.rotation;
  let answer: { step: Step; rung: Rung } | undefined;
  ladder.candidates.forEach((rung, index) => {
    const another = index < ladder.candidates.length - 1;
    let slowed = 0;
    let repeated = false;
    for (const step of rung.attempts) {
      const { n } = step;
      if (answer) outcomes.push({ n, result: 'not-reached' });
      else if (resting.has(step.label)) outcomes.push({ n, result: 'rests' });
      else if (another && slowed >= limits.credentials) outcomes.push({ n, result: 'beyond' });
      else {
        const kind = failureOf(failures, rung, step);
        if (kind === undefined) {
          answer = { step, rung };
          outcomes.push({ n, result: 'answers' });
          continue;
        }
        const rest = restAfter(kind, rung.provider, step.kind, repeated, behaviour, limits);
        if (rest?.of === 'profile') resting.add(step.label);
        outcomes.push({
          n,
          result: 'fails',
          kind,
          tries: repeated || step.kind === 'program' ? 1 : triesOf(kind),
          ...(rest && { rest }),
        });
        if (kind === 'rate_limit' || kind === 'overloaded') slowed++;
        repeated ||= triesOf(kind) > 1;
      }
    }
  });
  const played = { failures, outcomes, answer: answer?.step, answeredBy: answer?.rung };
  return { ...played, notes: notesOn(ladder, played, behaviour, limits) };

  /** The retry budget is per model: the first credential uses it up, the next gets one request (facts 7.1). */
  function triesOf(kind: FailureKind): number {
    return kind === 'rate_limit'
      ? limits.rateLimitTries
      : kind === 'overloaded' || kind === 'timeout'
        ? limits.transientTries
        : 1;
  }
}

/** A failure of the credential takes precedence over one of its model, and that over one of its provider. */
function failureOf(failures: readonly Failure[], { provider, model }: Rung, { label }: Step): FailureKind | undefined {
  return [label, model, provider].map((name) => failures.findLast(({ what }) => what === name)?.kind).find(Boolean);
}

const OF_ONE_MODEL: ReadonlySet<FailureKind> = new Set(['rate_limit', 'model_not_found']);

/**
 * A profile rests after any error, a key in the config after auth and billing errors, a variable never. A time-out
 * counts only once an answer has begun (facts 7.2).
 */
function restAfter(
  kind: FailureKind,
  provider: string,
  source: Step['kind'],
  repeated: boolean,
  { billingSeconds, cooldownSeconds, neverRest }: Behaviour,
  { limited, configKeysRest, restsOften }: Rotation,
): Outcome['rest'] {
  const seconds = kind === 'billing' ? billingSeconds : cooldownSeconds[0]!;
  if (neverRest.has(provider) || kind === 'timeout') return undefined;
  if (source === 'config' && (kind === 'billing' || kind === 'auth') && configKeysRest)
    return { seconds, of: 'profile' };
  if (source !== 'profile' || (!restsOften && (kind === 'overloaded' || (kind === 'rate_limit' && repeated))))
    return undefined;
  return { seconds, of: limited && OF_ONE_MODEL.has(kind) ? 'model' : 'profile' };
}

function* ladderOfRests(
  outcomes: readonly Outcome[],
  profiles: ReadonlySet<number>,
  { cooldownSeconds, billingSeconds }: Behaviour,
  { limited, restsOften }: Rotation,
): Iterable<Note> {
  const rested = outcomes.filter(({ rest }) => rest);
  const some = rested.find(({ kind }) => kind !== 'billing');
  if (some)
    yield {
      text: `cooldowns of this release: ${cooldownSeconds.map(span).join(', then ')} for errors in a row${limited && rested.some(({ kind }) => kind === 'rate_limit') ? '; after rate limits doubling up to 24 h' : ''}`,
    };
  if (!restsOften && outcomes.some(({ n, kind }) => kind === 'timeout' && profiles.has(n)))
    yield { text: 'a profile rests after a time-out only if an answer had begun, and then for that model' };
  if (rested.some(({ kind }) => kind === 'billing'))
    yield { text: `after a billing error a credential is off for ${span(billingSeconds)}, doubling up to 24 h` };
}

function notesOn(
  { candidates }: Ladder,
  { outcomes, answer }: Omit<Outage, 'notes'>,
  behaviour: Behaviour,
  limits: Rotation,
): readonly Note[] {
  const profiles = new Set(
    candidates.flatMap(({ attempts }) => attempts.flatMap(({ n, kind }) => (kind === 'profile' ? [n] : []))),
  );
  const notes = [...ladderOfRests(outcomes, profiles, behaviour, limits)];
  const beyond = outcomes.filter(({ result }) => result === 'beyond').map(({ n }) => n);
  if (beyond.length > 0)
    notes.push({
      text: `attempt${beyond.length > 1 ? 's' : ''} ${beyond.join(', ')} not made: of one model OpenClaw uses two credentials on rate limits and overloads, then asks the next model`,
    });
  const alive = candidates.filter(({ attempts }) => attempts.length > 0);
  const providers = new Set(alive.map(({ provider }) => provider));
  if (!answer && providers.size === 1)
    notes.push({ text: `this chain cannot leave ${[...providers][0]}: no model of another provider can be asked` });
  else if (!answer && candidates.length > alive.length)
    notes.push({ text: `${candidates.length - alive.length} of ${candidates.length} models have no attempt at all` });
  return notes;
}

const near = (word: string, known: readonly string[]): string => {
  const found = suggest(word, known);
  return found ? `; did you mean ${found}?` : '';
};
