import type { Attempt } from '../routing/credentials/types.ts';
import type { Agent } from '../routing/models/agents.ts';
import { type AllowList, allowList, replacesPrimary } from '../routing/models/allowlist.ts';
import { defaultModel } from '../routing/models/default-model.ts';
import { isTurn } from '../routing/models/slots.ts';
import type { Routing } from '../routing/routing.ts';
import type { Draft, Note } from './ladder.ts';
import type { Wish } from './question.ts';
import { numbers, span } from './words.ts';

/** Notes on the ladder as a whole. */
export function ofLadder(draft: Draft, wish: Wish | undefined, refused: Note | undefined): readonly Note[] {
  if (refused && draft.rungs.length === 0) return [refused, ...ofDoubt(wish)];
  const asked = wish ? ofWish(draft, wish, refused) : draft.slot === 'model' ? ofAgent(draft) : ofSlot(draft);
  return [
    ...asked,
    ...ofDoubt(wish),
    ...ofTwins(draft),
    ...ofMoney(draft),
    ...ofWays(draft),
    ...ofRetries(draft),
    ...ofStores(draft),
    ...ofProof(draft),
  ];
}

function* ofSlot({ slot, otherwise, at }: Draft): Iterable<Note> {
  const place = at && { at };
  if (otherwise === 'off') yield { text: 'an empty text switches this off', ...place };
  else if (otherwise === 'automatic')
    yield {
      text: `${at ? 'nothing here names a model' : 'not set'}: OpenClaw picks one as it runs, which files do not tell`,
      ...place,
    };
  else if (otherwise === 'model')
    yield { text: `${at ? 'nothing here names a model' : 'not set'}: the models of conversations are used`, ...place };
  else if (slot === 'cron')
    yield {
      text: 'jobs that name no model ask these; a job that names one asks that first: `--job ID`',
      ...place,
    };
  else if (slot === 'subagents')
    yield {
      text: at
        ? 'a subagent asks these, whatever model its agent has'
        : 'not set: a subagent asks the models of its agent',
      ...place,
    };
}

/** If a provider is split in two, users ask which of them a model goes to. */
function* ofTwins({ rungs, routing }: Draft): Iterable<Note> {
  const used = new Set(rungs.map(({ candidate }) => candidate.provider));
  const twins = new Map<string, Note>();
  for (const { id, models = [] } of routing.providers.configured)
    if (!used.has(id))
      for (const provider of beginnings(id).filter((each) => used.has(each)))
        for (const { id: model, at } of models) {
          const text = `\`${id}\` lists ${model} too; that is another provider, and it is not asked`;
          if (!twins.has(`${provider}/${model}`)) twins.set(`${provider}/${model}`, { text, at });
        }
  for (const { candidate } of rungs) {
    const twin = twins.get(`${candidate.provider}/${candidate.model}`);
    if (twin) yield twin;
  }
}

/** What stands before each dash of an id. */
const beginnings = (id: string): string[] => [...id.matchAll(/-/g)].map(({ index }) => id.slice(0, index));

function* ofAgent({ routing, agent, rungs }: Draft): Iterable<Note> {
  if (!agent && routing.agents.length > 1)
    yield {
      text: `none of the agents (${routing.agents
        .slice(0, 5)
        .map(({ id }) => id)
        .join(
          ', ',
        )}${routing.agents.length > 5 ? ', …' : ''}) answers for the home; this is \`agents.defaults\`; --agent names one`,
    };
  const [shown, first] = [defaultModel(routing.names, agent), rungs[0]?.candidate];
  if (first && (first.provider !== shown.provider || first.model !== shown.model))
    yield {
      text: `\`openclaw models status\` shows \`${shown.provider}/${shown.model}\`: this release looks the name up once more before it asks, and comes to \`${first.provider}/${first.model}\``,
      ...(shown.at && { at: shown.at }),
    };
  const list = allowList(routing.names, routing.behaviour, agent);
  if (replacesPrimary(list, shown, routing.behaviour))
    yield {
      text: 'the list of permitted models has a wildcard, and nothing in it permits the primary: turns begin with the first model that it permits, which files do not tell',
      ...(list.at && { at: list.at }),
    };
  const own = agent?.model;
  if (own?.primary && !own.fallbacks && rungs.length === 1)
    yield { text: `agent ${agent!.id} has a model of its own without fallbacks, so it has none`, at: own.at };
}

/** What becomes of a job whose model may not be asked for. */
export function refusal({ names, behaviour }: Routing, agent: Agent | undefined, wish: Wish): Note {
  const fails = behaviour.naming.refusedJobs === 'fail';
  const whatThen = fails ? ', and the job fails' : ', and the job asks these in its place';
  return unlisted(allowList(names, behaviour, agent), wish, whatThen);
}

function* ofWish({ routing, agent, job }: Draft, wish: Wish, refused: Note | undefined): Iterable<Note> {
  const list = allowList(routing.names, routing.behaviour, agent);
  if (!list.entries) yield { text: 'any model may be asked for' };
  else if (refused) yield refused;
  else if (job || list.allows(wish.resolved))
    yield { text: `${placeOf(list)} allows asking for it`, ...(list.at && { at: list.at }) };
  else yield unlisted(list, wish, ' when somebody asks for it');
  if (job?.fallbacks) yield { text: 'the job names its fallbacks itself, so those of its agent do not count' };
  const { byHand } = routing.names.facts.naming;
  if (!job && byHand !== 'everything')
    yield {
      text: `chosen with /model in a session, ${byHand === 'nothing' ? 'this model stands alone, without fallbacks' : 'all fallbacks follow, and not the configured primary'}`,
    };
}

function* ofDoubt(wish: Wish | undefined): Iterable<Note> {
  if (wish?.doubt) yield { text: wish.doubt };
}

const placeOf = ({ from, implied }: AllowList): string =>
  from === 'models'
    ? `\`agents.defaults.models\`${implied ? ', which OpenClaw fills when an Anthropic key or login is in use,' : ''}`
    : '`modelPolicy.allow`';

const unlisted = (allowed: AllowList, { resolved }: Wish, whatThen: string): Note => ({
  text: `${placeOf(allowed)} does not list \`${resolved.provider}/${resolved.model}\`: OpenClaw refuses it${whatThen}`,
  ...(allowed.at && { at: allowed.at }),
});

function* ofMoney({ rungs }: Draft): Iterable<Note> {
  const steps = rungs.flatMap(({ rung }) => rung.attempts);
  const next = steps.findIndex(
    (step, i) => step.billing === 'metered' && steps.slice(0, i).some(({ billing }) => billing === 'subscription'),
  );
  if (next > 0) yield { text: `attempt ${steps[next]!.n} is billed by use, the subscription before it is not` };
}

/** Endpoints of the built-in providers, to recognize a second block for the same service. */
const HOSTS: ReadonlyMap<string, string> = new Map(
  Object.entries({ anthropic: 'api.anthropic.com', openai: 'api.openai.com' }),
);

function* ofWays({ rungs, routing, otherwise }: Draft): Iterable<Note> {
  if (otherwise === 'automatic' || otherwise === 'off') return;
  const ways = rungs.filter(({ rung }) => rung.attempts.length > 0);
  if (ways.length === 0)
    return void (yield {
      text: `no attempt can be made${rungs.every(({ credentials: { blocked } }) => blocked?.certain) ? '' : ', as far as the files show'}: requests fail`,
    });
  const host = (id: string) =>
    /^\w+:\/\/(?:[^/?#@]*@)?([^/?#]+)/
      .exec(routing.providers.get(id)?.at.get('baseUrl')?.text()?.trim() ?? '')?.[1]
      ?.toLowerCase() ??
    HOSTS.get(id) ??
    id;
  const providers = [...new Set(ways.map(({ rung }) => rung.provider))];
  if (new Set(providers.map(host)).size === 1)
    yield {
      text: `every attempt goes to ${providers.length === 1 ? providers[0] : `one service (${host(providers[0]!)})`}: while it is down, nothing answers`,
    };
}

function* ofRetries({ rungs, routing, slot }: Draft): Iterable<Note> {
  if (!isTurn(slot)) return;
  const { limited, credentials } = routing.behaviour.rotation;
  const { cooldownSeconds, billingSeconds } = routing.behaviour;
  if (!routing.behaviour.rotation.reachesFallbacks && slot === 'model' && rungs.length > 1)
    yield { text: `OpenClaw ${routing.target.release} asks no fallback: a turn goes back to the first model and ends` };
  const steps = rungs.flatMap(({ rung }) => rung.attempts);
  if (steps.length < 2) return;
  const long = rungs.find(({ rung }, i) => rung.attempts.length > credentials && i < rungs.length - 1)?.rung;
  if (long)
    yield {
      text: `on a rate limit or an overload only attempts ${numbers(long.attempts.slice(0, credentials).map(({ n }) => n))} of ${long.model} are made, then the next model is asked; ${later(long.attempts.slice(credentials))} only after other errors`,
    };
  if (!limited) return;
  yield {
    text: 'on a rate limit the first attempt is repeated up to 10 times, about 2.5 minutes, before the next one',
  };
  const labels = rungs.flatMap(({ rung }) => [...new Set(rung.attempts.filter(isProfile).map(({ label }) => label))]);
  if (new Set(labels).size < labels.length)
    yield {
      text: `a profile rests for all its models after an auth or billing error (${span(cooldownSeconds[0]!)}, ${span(billingSeconds)}), after a rate limit only for that model`,
    };
}

function* ofStores({ rungs, routing }: Draft): Iterable<Note> {
  if (!rungs.some(({ rung }) => rung.attempts.some(({ unseen }) => unseen))) return;
  yield {
    text: `the store of credentials was not seen, hence \`if stored\`; see --inventory${routing.behaviour.store === 'sqlite' ? '' : ', or put auth-profiles.json in its place'}`,
  };
}

/** Reminds that files show what is configured, not what works. */
function* ofProof({ rungs }: Draft): Iterable<Note> {
  if (rungs.some(({ rung }) => rung.attempts.length > 0))
    yield { text: 'from the files alone; `openclaw models status --probe` sends requests' };
}

const isProfile = ({ kind }: Pick<Attempt, 'kind'>): boolean => kind === 'profile';
const later = (steps: readonly { readonly n: number }[]): string =>
  `attempt${steps.length > 1 ? 's' : ''} ${numbers(steps.map(({ n }) => n))}`;
