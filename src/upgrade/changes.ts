import { nodeAt } from '../parse/tree.ts';
import type { Behaviour } from '../release/releases.ts';
import type { Routing } from '../routing/routing.ts';
import { channelsOn, packageOf, standingOf } from '../schema/channel-plugins.ts';
import { type Place, placeKey } from '../text/file.ts';

/** Something that keeps working, but differently. */
export interface Change {
  /** undefined if it concerns the whole home */
  readonly at?: Place;
  readonly message: string;
}

/** What the same home does differently in another release without any message. */
export function* silentChanges(before: Routing, after: Routing): Iterable<Change> {
  yield* otherModels(before, after);
  yield* leavingChannels(before, after);
  for (const { concerns, message } of differences(before.behaviour, after.behaviour))
    if (concerns(after)) yield { message };
}

/** How two releases differ, and who is affected. */
export function differences(
  before: Behaviour,
  after: Behaviour,
): { message: string; concerns: (routing: Routing) => boolean }[] {
  return DIFFERENCES.flatMap(({ of, concerns, say }) => {
    const [was, is] = [before[of], after[of]];
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ message: say(was, is), concerns }];
  });
}

/** Names that resolve to a different model than before. */
function* otherModels(before: Routing, after: Routing): Iterable<Change> {
  const places = new Map(before.refs.map((ref) => [placeKey(ref.at), ref.resolved]));
  for (const { at, text, resolved } of after.refs) {
    const was = places.get(placeKey(at));
    if (!was || !resolved) continue;
    const [old, now] = [`${was.provider}/${was.model}`, `${resolved.provider}/${resolved.model}`];
    if (old !== now) yield { at, message: `\`${text}\` is ${now}; it was ${old}` };
  }
  const primary = nodeAt(after.home.root, ['agents', 'defaults', 'model']);
  if (!primary && before.behaviour.defaultModel !== after.behaviour.defaultModel)
    yield {
      message: `nothing names a model, so ${after.behaviour.defaultModel} answers; it was ${before.behaviour.defaultModel}`,
    };
}

/** Channels that come with the older release and have to be installed beside the newer one (facts H10). */
function* leavingChannels(
  { target: { release: from } }: Routing,
  { home, target: { release: to } }: Routing,
): Iterable<Change> {
  if (!from || !to) return;
  for (const key of channelsOn(home.root))
    if (standingOf(key.value, to) === 'apart' && standingOf(key.value, from) === 'part')
      yield {
        at: key,
        message: `\`${key.value}\` is no longer part of OpenClaw: without \`openclaw plugins install ${packageOf(key.value)}\` the gateway starts, and the channel is not there`,
      };
}

interface Difference {
  readonly of: keyof Behaviour;
  readonly concerns: (routing: Routing) => boolean;
  readonly say: (was: unknown, is: unknown) => string;
}

/** Rows of src/release/behaviour.ts that no rule reports, described for a change from one release to the other. */
const DIFFERENCES: readonly Difference[] = [
  {
    of: 'missingVariable',
    concerns: ({ references }) => references.length > 0,
    say: (_, is) =>
      is === 'fatal'
        ? 'a variable that is not set keeps OpenClaw from starting'
        : 'a variable that is not set no longer keeps OpenClaw from starting; what uses it fails instead',
  },
  {
    of: 'store',
    concerns: ({ home }) => home.stores.length > 0,
    say: (_, is) =>
      is === 'sqlite'
        ? 'credentials are read from a database; `openclaw doctor --fix` imports auth-profiles.json once'
        : 'credentials are read from auth-profiles.json, and no longer from the database',
  },
  {
    of: 'modelsMapMeaning',
    concerns: ({ home }) => nodeAt(home.root, ['agents', 'defaults', 'models']) !== undefined,
    say: (_, is) =>
      is === 'allowlist'
        ? 'a fallback that is no key of `agents.defaults.models` is left out'
        : '`agents.defaults.models` no longer limits the primary and its fallbacks, only what `/model`, cron, hooks and sessions ask for',
  },
  {
    of: 'emptyOrderBlocksEnvironment',
    concerns: ({ orders }) => orders.length > 0,
    say: (_, is) =>
      is
        ? 'an `auth.order` without a usable profile keeps the key in the environment out, too'
        : 'an `auth.order` without a usable profile falls back to the key in the environment',
  },
  {
    of: 'minContextWindow',
    concerns: ({ providers }) => providers.configured.some(({ at }) => at.get('models') !== undefined),
    say: (was, is) => `models need a context of ${String(is)} tokens; it was ${String(was)}`,
  },
  {
    of: 'cooldownSeconds',
    concerns: ({ profiles }) => profiles.declared.size > 0,
    say: (was, is) => `a profile rests ${durations(is)} after errors in a row; it was ${durations(was)}`,
  },
  {
    of: 'billingSeconds',
    concerns: ({ profiles }) => profiles.declared.size > 0,
    say: (was, is) => `a profile rests ${duration(Number(is))} after a billing error; it was ${duration(Number(was))}`,
  },
];

const durations = (seconds: unknown): string => (seconds as readonly number[]).map(duration).join(', ');
const duration = (seconds: number): string =>
  seconds < 60 ? `${seconds} s` : seconds < 3600 ? `${seconds / 60} min` : `${seconds / 3600} h`;
