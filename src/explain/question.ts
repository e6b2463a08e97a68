import { knownProviderIds, staticModels } from '../catalog/catalog.ts';
import { type Agent, agentNamed } from '../routing/models/agents.ts';
import { requested } from '../routing/models/allowlist.ts';
import type { Requested } from '../routing/models/chain.ts';
import type { ResolvedRef } from '../routing/models/resolve.ts';
import type { Routing } from '../routing/routing.ts';
import { suggest } from '../text/nearest.ts';

/** No such name in this home; `misnamed` is the message to show. */
export interface Misnamed {
  readonly misnamed: string;
}

/** The agent of that name; without a name, the agent that answers for the home. */
export function agentFor(
  { agents }: Routing,
  id: string | undefined,
): { readonly agent: Agent | undefined } | Misnamed {
  if (id === undefined) return { agent: agentNamed(agents, id) };
  const ids = agents.map((agent) => agent.id);
  const agent = id.trim() ? agentNamed(agents, id) : undefined;
  if (agent) return { agent };
  const near = suggest(id, ids);
  return {
    misnamed: `no agent is called ${JSON.stringify(id)}; ${near ? `did you mean ${near}?` : `there is ${listed(ids)}`}`,
  };
}

/** A model that is asked for. */
export interface Wish {
  readonly text: string;
  readonly resolved: ResolvedRef;
  /** nothing in this home names it: what somebody typed is a mistake then, what a job asks is asked all the same */
  readonly doubt?: string;
}

/**
 * The model that a text asks for. A bare word should be an alias, or a model named in this home or in OpenClaw's list.
 * @param asked what it means to a job
 */
export function modelFor(
  routing: Routing,
  text: string,
  agent: Agent | undefined,
  asked?: Pick<Requested, 'resolved'>,
): Wish | Misnamed {
  const { names, providers, refs, aliases } = routing;
  const { resolved } = asked ?? { resolved: requested(names, text, agent) };
  const written = refs.flatMap(({ resolved: each }) => (each ? [`${each.provider}/${each.model}`] : []));
  const known = [
    ...aliases.names(),
    ...written,
    ...providers.configured.flatMap(({ id, models = [] }) => models.map((row) => `${id}/${row.id}`)),
  ];
  if (!resolved)
    return { misnamed: `${JSON.stringify(text)} is no model: write provider/model or an alias${ending(text, known)}` };
  const ref = `${resolved.provider}/${resolved.model}`;
  if (resolved.via === 'alias' || known.includes(ref))
    return { text: text.includes('/') || resolved.via === 'alias' ? text : ref, resolved };
  if (text.includes('/')) {
    if (providers.origin(resolved.provider)) return { text, resolved };
    const near = suggest(text, known);
    const provider = near
      ? undefined
      : (suggest(resolved.provider, providers.names) ?? suggest(resolved.provider, knownProviderIds()));
    return {
      text,
      resolved,
      doubt: `no provider is called ${JSON.stringify(resolved.provider)}${(near ?? provider) ? `; did you mean ${near ?? `${provider}/${resolved.model}`}?` : ''}`,
    };
  }
  if (staticModels(resolved.provider).includes(resolved.model)) return { text: ref, resolved };
  return {
    text,
    resolved,
    doubt: `no model or alias ${JSON.stringify(text)} here; OpenClaw would ask for ${ref}${ending(text, [...known, ...written.map((each) => each.slice(each.indexOf('/') + 1))])}`,
  };
}

const ending = (text: string, known: readonly string[]): string => {
  const near = suggest(text, [...new Set(known)]);
  return near ? `; did you mean ${near}?` : '';
};

const listed = (ids: readonly string[]): string =>
  ids.length > 8 ? `${ids.slice(0, 8).join(', ')} and ${ids.length - 8} more` : ids.join(', ');
