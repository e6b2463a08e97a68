import { document } from '../document.ts';
import { type EnvReference, references, substitutions } from '../env.ts';
import type { OpenClawConfig } from '../generated/types.ts';
import type { Home } from '../home.ts';
import { type Behaviour, type Target, behaviour, target } from '../release.ts';
import { type Problem, type Walked, walk } from '../schema.ts';
import { At, nodeAt } from '../tree.ts';
import { Aliases } from './aliases.ts';
import { type Order, readOrders } from './orders.ts';
import { Profiles } from './profiles.ts';
import { Providers } from './providers.ts';
import { type ModelRef, readRefs } from './refs.ts';

/** A home resolved for one release of OpenClaw: what the rules read. Everything has a place. */
export interface Routing {
  readonly home: Home;
  readonly target: Target;
  readonly behaviour: Behaviour;
  /** the files are all there is: what they lack is missing */
  readonly closedWorld: boolean;
  readonly config: At<OpenClawConfig> | undefined;
  readonly walked: Walked;
  /** every `${NAME}` in the config */
  readonly references: readonly EnvReference[];
  readonly providers: Providers;
  readonly profiles: Profiles;
  readonly orders: readonly Order[];
  readonly aliases: Aliases;
  readonly refs: readonly ModelRef[];
}

const NOTHING: Walked = { problems: [], symbols: [], secrets: [] };

export function resolveRouting(home: Home, options: { release?: string | undefined; closedWorld?: boolean | undefined } = {}): Routing {
  const release = target(options.release, writtenBy(home));
  const facts = behaviour(release);
  const closedWorld = options.closedWorld ?? false;
  const walked = home.root ? withoutVariables(walk(home.root, document(), release.release)) : NOTHING;
  const config = home.root && new At<OpenClawConfig>(home.root);
  const providers = new Providers(config?.get('models')?.get('providers'), home.agentProviders);
  const aliases = new Aliases(walked.symbols, facts.builtInAliases);
  return {
    home,
    target: release,
    behaviour: facts,
    closedWorld,
    config,
    walked,
    references: home.root ? references(home.root) : [],
    providers,
    profiles: profilesOf(),
    orders: readOrders(config?.get('auth')?.get('order')),
    aliases,
    refs: readRefs(walked.symbols, home.root, aliases, providers, facts.defaultProvider),
  };

  /** An inventory replaces the JSON stores; those are the truth only for releases that read them. */
  function profilesOf(): Profiles {
    const stores = home.inventory ?? home.stores;
    const complete = closedWorld || home.inventory !== undefined || (stores.length > 0 && release.release !== undefined && facts.store === 'json');
    return new Profiles(config?.get('auth')?.get('profiles'), stores, complete);
  }
}

/** OpenClaw puts variables in before it looks at values, and what they hold is not known here: whether it fits, neither. */
function withoutVariables(walked: Walked): Walked {
  const isKnown = (problem: Problem) =>
    problem.kind === 'type' || !('at' in problem && 'kind' in problem.at && problem.at.kind === 'scalar' && typeof problem.at.value === 'string' && substitutions(problem.at.value).length > 0);
  return { ...walked, problems: walked.problems.filter(isKnown) };
}

/** `meta.lastTouchedVersion`: the release that last wrote the config. */
function writtenBy(home: Home): string | undefined {
  const node = nodeAt(home.root, ['meta', 'lastTouchedVersion']);
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}
