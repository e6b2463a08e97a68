import { putting } from '../../edit/offer.ts';
import type { Agent } from '../../routing/models/agents.ts';
import { type AllowList, replacesPrimary } from '../../routing/models/allowlist.ts';
import { defaultModel } from '../../routing/models/default-model.ts';
import type { Routing } from '../../routing/routing.ts';
import { advice, code, release } from '../phrases.ts';
import type { Finding } from '../rule.ts';

/** A primary that nothing in a list with wildcards permits, so that turns begin with another model (facts 6.4). */
export function primaryReplaced(list: AllowList, agent: Agent | undefined, routing: Routing): Finding | undefined {
  const { names, behaviour, home, target } = routing;
  const { at, text, uncertain, provider, model } = defaultModel(names, agent);
  if (!at || text === undefined || uncertain || !replacesPrimary(list, { provider, model }, behaviour))
    return undefined;
  const ref = `${provider}/${model}`;
  const add = `add ${code(ref)} to the list`;
  return {
    at,
    severity: 'warning',
    message: `turns do not begin with ${code(text)}: the list of permitted models has a wildcard, and nothing in it permits this one, so ${release(target)} begins with the first that it permits`,
    ...(list.from === 'models'
      ? advice(add, putting(add, home.root, ['agents', 'defaults', 'models', ref], {}))
      : { help: add }),
  };
}
