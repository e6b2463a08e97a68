import { type EnvReference, references } from '../env/references.ts';
import type { OpenClawConfig } from '../generated/types.ts';
import type { Home } from '../home/home.ts';
import type { Said } from '../home/snapshot.ts';
import { At, nodeAt, textOf } from '../parse/tree.ts';
import { behaviour, target as chooseTarget, type Target } from '../release/releases.ts';
import type { Walked } from '../schema/walk.ts';
import { once } from '../text/memo.ts';
import { readOrders } from './credentials/configured-orders.ts';
import type { Holdings } from './credentials/context.ts';
import { Profiles } from './credentials/profiles.ts';
import { areWhole, isOfAll, storesFor } from './credentials/relevant-stores.ts';
import { type Agent, readAgents } from './models/agents.ts';
import { Aliases } from './models/aliases.ts';
import { anthropicDefaults } from './models/anthropic-defaults.ts';
import { Owners } from './models/bare-model-owners.ts';
import { type ModelRef, readRefs } from './models/config-refs.ts';
import { readModelMaps } from './models/model-maps.ts';
import type { Names } from './models/resolve.ts';
import { readSchedules, type ScheduledModel } from './models/schedules.ts';
import { Providers } from './providers.ts';
import { resolveTurns, type Turn } from './turns.ts';

/** A home resolved for one release of OpenClaw; this is what rules read. Everything has a place. */
export interface Routing extends Holdings, Walked {
  readonly target: Target;
  /** what a snapshot says of it */
  readonly installed: Said | undefined;
  /** the files are complete: what they lack does not exist */
  readonly closedWorld: boolean;
  readonly config: At<OpenClawConfig> | undefined;
  /** every `${NAME}` in the config */
  readonly references: readonly EnvReference[];
  readonly aliases: Aliases;
  readonly refs: readonly ModelRef[];
  readonly agents: readonly Agent[];
  /** the models that cron jobs ask for */
  readonly schedules: readonly ScheduledModel[];
  /** including those of disabled jobs */
  readonly jobs: readonly ScheduledModel[];
  /** what resolving a model by name looks at; for defaultModel, chain, slotChain, allowList */
  readonly names: Names;
  /** every model that agents may use, with its credentials */
  readonly turns: () => readonly Turn[];
}

/** @param read the home as it was read; @param judgement what the schema says of its config */
export function resolveRouting(
  read: Home,
  target: Target,
  judgement: Walked,
  options: { readonly closedWorld?: boolean; readonly now?: number } = {},
): Routing {
  const facts = behaviour(target);
  const home =
    facts.variablesOfVariables === 'filled-in' ? read : { ...read, environment: read.environment.asWritten() };
  const closedWorld = options.closedWorld ?? false;
  const config = home.root && new At<OpenClawConfig>(home.root);
  const installed = installedOf(home, target);
  const providers = new Providers(
    config?.get('models')?.get('providers'),
    home.agentProviders,
    installed?.providers,
    facts,
  );
  const aliases = new Aliases(
    [...readModelMaps(home.root), { agent: undefined, entries: anthropicDefaults(home.root, home.environment, facts) }],
    facts,
  );
  const names: Names = {
    root: home.root,
    aliases,
    providers,
    owners: new Owners(aliases, providers, facts),
    facts,
    defaultProvider: facts.defaultProvider,
    defaultModel: facts.defaultModel,
    isSet: (variable) => home.environment.state(variable) === 'set',
  };
  const agents = withinBudget(readAgents(home.root, facts), home);
  const jobs = readSchedules(home.schedules?.parsed.root, names, agents);
  const routing: Routing = {
    problems: judgement.problems,
    symbols: judgement.symbols,
    secrets: judgement.secrets,
    home,
    target,
    installed,
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
    turns: once(() => resolveTurns(routing)),
  };
  return routing;

  /**
   * An inventory replaces the stores, and a snapshot stands in where there are none; text files and databases count only
   * for releases that read them.
   */
  function profilesOf(): Profiles {
    const isTaken = home.stores.length === 0 && installed?.hasAllProfiles;
    const listed = (home.inventory ?? (isTaken ? installed.stores : undefined))?.filter(
      ({ unchecked }) => unchecked === undefined,
    );
    const found = listed?.length ? listed : storesFor(home.stores, facts.store);
    // a store that was not read proves nothing, not even that something is missing
    const stores = found.filter((store) => store.unchecked === undefined);
    const known = home.elsewhere ? [...stores, home.elsewhere] : stores;
    const whole = facts.store === 'json' ? stores.length > 0 && target.release !== undefined : areWhole(stores);
    const complete = listed?.length
      ? closedWorld || isOfAll(listed, agents)
      : stores.length === found.length && (closedWorld || whole);
    return new Profiles(config?.get('auth')?.get('profiles'), known, complete);
  }
}

/** Each agent may ask all fallbacks of the defaults: agents beyond the budget are left out. */
function withinBudget(agents: readonly Agent[], { root, budget }: Home): readonly Agent[] {
  const fallbacks = nodeAt(root, ['agents', 'defaults', 'model', 'fallbacks']);
  const each = fallbacks?.kind === 'array' ? fallbacks.items.length : 0;
  return agents.filter(() => budget.take('asked', each, () => fallbacks!));
}

/**
 * The release to check for: the one asked for, else the one in clawlint's config, else the one that last wrote the
 * home.
 */
export const targetOf = (home: Home, asked: string | undefined): Target =>
  chooseTarget(asked, writtenBy(home), home.project?.release?.value, home.snapshot?.said?.release);

/** What a snapshot says of the release that is checked for. */
export const installedOf = (home: Home, { isInstalled }: Target): Said | undefined =>
  isInstalled ? home.snapshot?.said : undefined;

/** `meta.lastTouchedVersion`: the release that last wrote the config. */
function writtenBy(home: Home): string | undefined {
  return textOf(nodeAt(home.root, ['meta', 'lastTouchedVersion']));
}
