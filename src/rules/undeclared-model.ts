import { putting } from '../edit/offer.ts';
import type { ModelRef } from '../routing/models/config-refs.ts';
import { withModel } from '../routing/models/ref.ts';
import type { Routing } from '../routing/routing.ts';
import { perObject } from '../text/memo.ts';
import { suggest } from '../text/nearest.ts';
import { advice, code, meant } from './phrases.ts';
import { rewriteRef } from './rewrite-ref.ts';
import type { Finding } from './rule.ts';

/** The finding for refs to a model that its custom provider does not declare. */
export function undeclared(refs: readonly ModelRef[], routing: Routing): Finding {
  const [{ at, resolved }, ...others] = refs as [ModelRef, ...ModelRef[]];
  const { model } = resolved!;
  const provider = routing.providers.get(resolved!.provider)!;
  const declared = declaredBy(provider.models!);
  const near = suggest(model, declared) ?? withMaker(model, declared);
  const list = ['models', 'providers', provider.key.value, 'models'];
  const add = `add \`{ "id": ${JSON.stringify(model)}, "name": ${JSON.stringify(model)} }\` to its list`;
  const offer = declared.length === 1 ? code(declared[0]!) : `${declared.length} models`;
  // without an address there is nothing to ask
  const effect = provider.at.get('baseUrl')
    ? 'OpenClaw asks for it all the same, as for one that reads only text, with the context window of the first in the list'
    : 'OpenClaw does not know it, and requests to it fail';
  return {
    at,
    message: `provider ${code(provider.id)} declares no model ${code(model)}; ${effect}`,
    ...(near === undefined
      ? advice(add, putting(add, routing.home.root, [...list, provider.models!.length], { id: model, name: model }))
      : meant(
          near,
          refs.flatMap((ref) => rewriteRef(ref, withModel(ref.text, near), routing)),
        )),
    related: [
      { at: provider.key, message: `${code(provider.id)} declares ${offer}` },
      ...others.map((ref) => ({ at: ref.at, message: 'used here as well' })),
    ],
  };
}

const declaredBy = perObject((models: readonly { readonly id: string }[]) => models.map(({ id }) => id));

/** The only declared id that equals the model with or without a maker prefix. */
const withMaker = (model: string, declared: readonly string[]): string | undefined => byBare(declared).get(bare(model));

const bare = (id: string): string => id.slice(id.lastIndexOf('/') + 1).toLowerCase();
const byBare = perObject((declared: readonly string[]) => {
  const all = new Map<string, string | undefined>();
  for (const id of declared) all.set(bare(id), all.has(bare(id)) ? undefined : id);
  return all;
});
