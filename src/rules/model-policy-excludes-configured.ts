import { nodeAt } from '../parse/tree.ts';
import type { Agent } from '../routing/models/agents.ts';
import { type AllowList, allowList, isPolicyEntry, requested } from '../routing/models/allowlist.ts';
import type { ModelRef } from '../routing/models/config-refs.ts';
import { defaultModel } from '../routing/models/default-model.ts';
import type { Routing } from '../routing/routing.ts';
import type { Place } from '../text/file.ts';
import { primaryReplaced } from './claims/primary-replaced.ts';
import { isMisnamed } from './claims.ts';
import { agentOfHook } from './jobs.ts';
import { type Advice, advice, code, release, writingAt } from './phrases.ts';
import type { Finding, Related, Rule } from './rule.ts';

export const modelPolicyExcludesConfigured: Rule = {
  id: 'model-policy-excludes-configured',
  severity: 'error',
  summary:
    'an entry of `modelPolicy.allow` is of a form OpenClaw refuses, or the list leaves out what the config offers',
  why: 'An entry of another form makes OpenClaw refuse the whole file. Allowed are an alias, an exact `provider/model`, and a trailing wildcard after a slash (`provider/*`, `provider/namespace/*`). A model that is left out still runs as a configured primary or fallback, but `/model`, cron and hooks are answered `model not allowed`, the primary included; the list of an agent replaces that of the defaults. The policy came with 2026.8.1.',
  facts: ['6.4', 'H15'],
  *check(routing) {
    const { refs, names, target } = routing;
    const entries = refs.filter(({ path, template }) => path.at(-3) === 'modelPolicy' && !template);
    if (entries.length === 0) return;
    const bad = entries.filter(({ text, agent }) => !isPolicyEntry(names, text, agent));
    for (const { text, at } of bad)
      yield {
        at,
        message: `${code(text)} is neither an alias nor a ref that a policy can hold; ${release(target)} refuses to start with it`,
        ...suggestion(text, at, refs),
      };
    if (bad.length > 0 || entries.length < refs.filter(({ path }) => path.at(-3) === 'modelPolicy').length) return;
    const seen = new Set<Place>();
    const lists = listsOf(routing);
    for (const finding of [
      ...aliasesLeftOut(lists, routing),
      ...hooksLeftOut(lists, routing),
      ...primariesLeftOut(lists, routing),
    ]) {
      if (!seen.has(finding.at)) yield finding;
      seen.add(finding.at);
    }
  },
};

/** One list for all agents without their own, and one for each of the others. */
type Lists = ReadonlyMap<Agent, AllowList>;

const sayings = ['model', 'models', 'modelPolicy'] as const;
const saysNothing = ({ node }: Agent): boolean => sayings.every((key) => nodeAt(node, [key]) === undefined);

function listsOf({ agents, names, behaviour }: Routing): Lists {
  const common = agents.find(saysNothing);
  return new Map(
    agents
      .filter((agent) => agent === common || !saysNothing(agent))
      .map((agent) => [agent, allowList(names, behaviour, agent)]),
  );
}

const startOf = ({ entries }: AllowList): readonly Related[] =>
  entries?.[0] ? [{ at: entries[0].at, message: 'the list starts here' }] : [];
const isPolicy = ({ from }: AllowList): boolean => from === 'agent' || from === 'defaults';

/** Aliases that are only good for being picked, but that no agent may pick. */
function* aliasesLeftOut(lists: Lists, { aliases, refs, schedules, names }: Routing): Iterable<Finding> {
  const used = new Set([...refs, ...schedules].map(({ resolved }) => resolved?.alias));
  for (const alias of aliases.all) {
    const who = [...lists].filter(([{ scope }]) => alias.agent === undefined || alias.agent === scope);
    const list = who[0]?.[1];
    if (!list || used.has(alias)) continue;
    const refused = who.every(([agent, each]) => {
      const model = aliases.get(alias.name, agent.scope) === alias ? requested(names, alias.name, agent) : undefined;
      return isPolicy(each) && model !== undefined && !each.allows(model);
    });
    if (refused)
      yield {
        at: alias.at,
        severity: 'warning',
        message: `nobody can pick ${code(alias.name)}: ${code('modelPolicy.allow')} leaves out its model`,
        help: `add ${code(alias.name)} to the list`,
        related: startOf(list),
      };
  }
}

/** Hooks and cron jobs that request a model their agent does not allow (facts 6.4). */
function* hooksLeftOut(lists: Lists, routing: Routing): Iterable<Finding> {
  const { refs, schedules, agents, names } = routing;
  const common = lists.get(agents.find(saysNothing)!);
  const leftOut = (what: string, { at, text }: Pick<ModelRef, 'at' | 'text'>, list: AllowList): Finding => ({
    at,
    severity: 'warning',
    message: `this ${what} may not use ${code(text)}: ${code('modelPolicy.allow')} leaves it out`,
    help: `add ${code(text)} to the list`,
    related: startOf(list),
  });
  for (const ref of schedules) {
    const { asked, resolved, role } = ref;
    const list = role === 'primary' && asked && (lists.get(asked) ?? common);
    if (list && !isMisnamed(ref, routing) && resolved && isPolicy(list) && !list.allows(resolved))
      yield leftOut('job', ref, list);
  }
  for (const ref of refs) {
    const { path, resolved, text } = ref;
    if (path[0] !== 'hooks' || path.at(-1) !== 'model' || !resolved || isMisnamed(ref, routing)) continue;
    const agent = agentOfHook(ref, routing);
    const list = agent && (lists.get(agent) ?? common);
    const model = requested(names, text, agent);
    if (list && model && isPolicy(list) && !list.allows(model)) yield leftOut('hook', ref, list);
  }
}

function* primariesLeftOut(lists: Lists, routing: Routing): Iterable<Finding> {
  for (const [agent, list] of lists) {
    if (!isPolicy(list)) continue;
    const replaced = primaryReplaced(list, agent, routing);
    if (replaced) {
      yield { ...replaced, related: startOf(list) };
      continue;
    }
    const { at, text, uncertain, provider, model } = defaultModel(routing.names, agent);
    if (!at || text === undefined || uncertain || list.allows({ provider, model })) continue;
    yield {
      at,
      severity: 'info',
      message: `the agent begins with ${code(text)}, but ${code('/model')} cannot go back to it: ${code('modelPolicy.allow')} leaves it out`,
      help: `add ${code(text)} to the list`,
      related: startOf(list),
    };
  }
}

function suggestion(text: string, at: Place, refs: readonly ModelRef[]): Advice {
  if (text.trim() === '*') return { help: 'name the providers, as in `openai/*`; an empty list allows every model' };
  if (text.includes('*')) return { help: 'put the `*` alone after a slash, as in `openai/*`' };
  const [meant, ...more] = new Set(
    refs.flatMap(({ text: ref, role }) => (role !== 'policy' && ref.endsWith(`/${text}`) ? [ref] : [])),
  );
  return meant !== undefined && more.length === 0
    ? advice(`write ${code(meant)}`, writingAt(at, meant))
    : { help: `write ${code('provider/model')}, ${code('provider/*')} or an alias` };
}
