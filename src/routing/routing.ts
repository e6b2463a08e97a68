import { type EnvReference, references } from '../env/environment.ts';
import type { OpenClawConfig } from '../generated/types.ts';
import type { Home } from '../home/home.ts';
import { At, nodeAt } from '../parse/tree.ts';
import { type Behaviour, behaviour, target as chooseTarget, type Target } from '../release/releases.ts';
import type { Walked } from '../schema/walk.ts';
import { lazy } from '../text/memo.ts';
import { type Order, readOrders } from './credentials/configured-orders.ts';
import type { CredentialContext } from './credentials/context.ts';
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
export interface Routing extends Walked {
  readonly home: Home;
  readonly target: Target;
  readonly behaviour: Behaviour;
  /** the files are all there is: what they lack is missing */
  readonly closedWorld: boolean;
  /** milliseconds since 1970; undefined: no clock, nothing has expired */
  readonly now: number | undefined;
  readonly config: At<OpenClawConfig> | undefined;
  /** every `${NAME}` in the config */
  readonly references: readonly EnvReference[];
  readonly providers: Providers;
  readonly profiles: Profiles;
  readonly orders: readonly Order[];
  readonly aliases: Aliases;
  readonly refs: readonly ModelRef[];
  readonly agents: readonly Agent[];
  /** the models that cron jobs ask for */
  readonly schedules: readonly ScheduledModel[];
  /** those of jobs that are switched off as well */
  readonly jobs: readonly ScheduledModel[];
  /** what resolving a model by name looks at; for defaultModel, chain, slotChain, allowList */
  readonly names: Names;
  /** agent id → what decides its credentials, as far as somebody asked for it; for credentialContext */
  readonly contexts: Map<string | undefined, CredentialContext>;
  /** every model that agents may ask, with its credentials */
  readonly turns: () => readonly Turn[];
}

/** @param judgement what the schema says of the config */
export function resolveRouting(
  home: Home,
  target: Target,
  judgement: Walked,
  options: { readonly closedWorld?: boolean; readonly now?: number } = {},
): Routing {
  const facts = behaviour(target);
  const closedWorld = options.closedWorld ?? false;
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
    defaultModels: new Map(),
    chains: new Map(),
  };
  const agents = readAgents(home.root);
  const jobs = readSchedules(home.schedules?.parsed.root, names, agents);
  const routing: Routing = {
    ...judgement,
    home,
    target,
    behaviour: facts,
    closedWorld,
    now: options.now,
    config,
    references: home.root ? references(home.root, home.included.length === 0) : [],
    providers,
    profiles: profilesOf(),
    orders: readOrders(config?.get('auth')?.get('order')),
    aliases,
    refs: readRefs(judgement.symbols, names, agents),
    agents,
    schedules: jobs.filter(({ off }) => !off),
    jobs,
    names,
    contexts: new Map(),
    turns: lazy(() => resolveTurns(routing)),
  };
  return routing;

  /** An inventory replaces the stores; text files and databases are the truth only for releases that read them. */
  function profilesOf(): Profiles {
    const listed = home.inventory?.filter(({ unchecked }) => unchecked === undefined);
    const found = listed?.length ? listed : storesFor(home.stores, facts.store);
    // one that was not read knows nothing, not even that something is missing
    const stores = found.filter((store) => store.unchecked === undefined);
    const whole = facts.store === 'json' ? stores.length > 0 && target.release !== undefined : areWhole(stores);
    const complete = listed?.length
      ? closedWorld || isOfAll(listed, agents)
      : stores.length === found.length && (closedWorld || whole);
    return new Profiles(config?.get('auth')?.get('profiles'), stores, complete);
  }
}

/** The release to answer for: the one asked for, else clawlint's own config's, else the one that last wrote the home. */
export const targetOf = (home: Home, asked: string | undefined): Target =>
  chooseTarget(asked, writtenBy(home), home.project?.release);

/** `meta.lastTouchedVersion`: the release that last wrote the config. */
function writtenBy(home: Home): string | undefined {
  const node = nodeAt(home.root, ['meta', 'lastTouchedVersion']);
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}
