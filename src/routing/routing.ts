import { type EnvReference, references, substitutions } from '../env/environment.ts';
import type { OpenClawConfig } from '../generated/types.ts';
import type { Home } from '../home/home.ts';
import { At, type Node, nodeAt, ScalarNode } from '../parse/tree.ts';
import { behaviour, type Target, target } from '../release/releases.ts';
import { walkListed } from '../schema/listed-agents.ts';
import { walkRest } from '../schema/rest/walk.ts';
import { document } from '../schema/sections.ts';
import { type Problem, type Walked, walk } from '../schema/walk.ts';
import { lazy } from '../text/memo.ts';
import { readOrders } from './credentials/configured-orders.ts';
import type { Holdings } from './credentials/context.ts';
import { Profiles } from './credentials/profiles.ts';
import { areWhole, isOfAll, storesFor } from './credentials/relevant-stores.ts';
import { type Agent, readAgents } from './models/agents.ts';
import { Aliases } from './models/aliases.ts';
import { Owners } from './models/bare-model-owners.ts';
import { type ModelRef, readRefs } from './models/config-refs.ts';
import { readModelMaps } from './models/model-maps.ts';
import type { Names } from './models/resolve.ts';
import { readSchedules, type ScheduledModel } from './models/schedules.ts';
import { Providers } from './providers.ts';
import { resolveTurns, type Turn } from './turns.ts';

/** A home resolved for one release of OpenClaw: what the rules read. Everything has a place. */
export interface Routing extends Holdings {
  readonly target: Target;
  /** the files are all there is: what they lack is missing */
  readonly closedWorld: boolean;
  readonly config: At<OpenClawConfig> | undefined;
  readonly walked: Walked;
  /** every `${NAME}` in the config */
  readonly references: readonly EnvReference[];
  readonly aliases: Aliases;
  readonly refs: readonly ModelRef[];
  readonly agents: readonly Agent[];
  /** the models that cron jobs ask for */
  readonly schedules: readonly ScheduledModel[];
  /** those of jobs that are switched off as well */
  readonly jobs: readonly ScheduledModel[];
  /** what resolving a model by name looks at; for defaultModel, chain, slotChain, allowList */
  readonly names: Names;
  /** every model that agents may ask, with its credentials */
  readonly turns: () => readonly Turn[];
}

const NOTHING: Walked = { problems: [], symbols: [], secrets: [] };

export function resolveRouting(
  home: Home,
  options: { release?: string | undefined; closedWorld?: boolean | undefined; now?: number | undefined } = {},
): Routing {
  const release = target(options.release, writtenBy(home), home.project?.release);
  const facts = behaviour(release);
  const closedWorld = options.closedWorld ?? false;
  const walked = home.root ? judge(home.root, release.release) : NOTHING;
  const config = home.root && new At<OpenClawConfig>(home.root);
  const providers = new Providers(config?.get('models')?.get('providers'), home.agentProviders);
  const aliases = new Aliases(readModelMaps(home.root), facts.builtInAliases, facts.defaultProvider);
  const names: Names = {
    root: home.root,
    aliases,
    providers,
    owners: new Owners(aliases, providers, facts.defaultProvider),
    defaultProvider: facts.defaultProvider,
    defaultModel: facts.defaultModel,
    isSet: (variable) => home.environment.state(variable) === 'set',
  };
  const agents = readAgents(home.root);
  const jobs = readSchedules(home.schedules?.parsed.root, names, agents);
  const routing: Routing = {
    home,
    target: release,
    behaviour: facts,
    closedWorld,
    now: options.now,
    config,
    walked,
    references: home.root ? references(home.root, home.included.length === 0) : [],
    providers,
    profiles: profilesOf(),
    orders: readOrders(config?.get('auth')?.get('order')),
    aliases,
    refs: readRefs(walked.symbols, names, agents),
    agents,
    schedules: jobs.filter(({ off }) => !off),
    jobs,
    names,
    turns: lazy(() => resolveTurns(routing)),
  };
  return routing;

  /** An inventory replaces the stores; text files and databases are the truth only for releases that read them. */
  function profilesOf(): Profiles {
    const listed = home.inventory?.filter(({ unchecked }) => unchecked === undefined);
    const found = listed?.length ? listed : storesFor(home.stores, facts.store);
    // one that was not read knows nothing, not even that something is missing
    const stores = found.filter((store) => store.unchecked === undefined);
    const whole = facts.store === 'json' ? stores.length > 0 && release.release !== undefined : areWhole(stores);
    const complete = listed?.length
      ? closedWorld || isOfAll(listed, agents)
      : stores.length === found.length && (closedWorld || whole);
    return new Profiles(config?.get('auth')?.get('profiles'), stores, complete);
  }
}

/**
 * What the schema says of a config, or of a part of it: the sections of schema/ first, and then the rest of the file.
 */
export function judge(root: Node, release: string | undefined): Walked {
  const walked = walk(root, document(), release);
  const others = [walkListed(root, release), walkRest(root, release)];
  return {
    ...walked,
    problems: [walked, ...others].flatMap(({ problems }) => problems).filter(isKnown),
    secrets: [walked, ...others].flatMap(({ secrets }) => secrets),
  };
}

/**
 * OpenClaw puts variables in before it looks at values, and what they hold is not known here: whether it fits, neither.
 */
function isKnown(problem: Problem): boolean {
  const value =
    problem.kind !== 'type' && 'at' in problem && problem.at instanceof ScalarNode ? problem.at.peek() : undefined;
  return typeof value !== 'string' || substitutions(value).length === 0;
}

/** `meta.lastTouchedVersion`: the release that last wrote the config. */
function writtenBy(home: Home): string | undefined {
  const node = nodeAt(home.root, ['meta', 'lastTouchedVersion']);
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}
