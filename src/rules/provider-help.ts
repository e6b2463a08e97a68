import { isProviderVariable, knownProvider, knownProviderIds, providerVariables } from '../catalog/catalog.ts';
import type { Edit } from '../edit/edit.ts';
import { splitProfile } from '../routing/models/ref.ts';
import type { ConfiguredProvider, Providers } from '../routing/providers.ts';
import type { Routing } from '../routing/routing.ts';
import { put } from '../text/grouped.ts';
import { once, perObject } from '../text/memo.ts';
import { suggest } from '../text/nearest.ts';
import { type Advice, advice, code, meant, release, writing } from './phrases.ts';
import type { Finding } from './rule.ts';

/** Known ids except former names, which must not be suggested. */
const present = once(() => knownProviderIds().filter((id) => knownProvider(id)?.kind !== 'legacy'));

/** Product names used for providers. */
const PRODUCTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    claude: 'anthropic',
    gpt: 'openai',
    chatgpt: 'openai',
    gemini: 'google',
    grok: 'xai',
    copilot: 'github-copilot',
    vertex: 'google-vertex',
    'vertex-ai': 'google-vertex',
    'x.ai': 'xai',
    zhipu: 'zai',
    zhipuai: 'zai',
    bigmodel: 'zai',
    glm: 'zai',
    bedrock: 'amazon-bedrock',
    'aws-bedrock': 'amazon-bedrock',
    hf: 'huggingface',
    mimo: 'xiaomi',
    ernie: 'qianfan',
    baidu: 'qianfan',
    hunyuan: 'tencent-tokenhub',
  }),
);

/** The provider with a product of that name. */
export const makerOf = (product: string): string | undefined => PRODUCTS.get(product);

/**
 * The ref probably meant by a model of an unknown or keyless provider: a declared row has exactly this id, or only
 * OpenRouter has a key here and the text has the form of its ids.
 * @param text the ref, where it is one
 */
export function throughAnother(provider: string, model: string, routing: Routing, text = ''): string | undefined {
  // as it is written: a release may call the provider otherwise
  const id = text.includes('/') ? splitProfile(text).model : `${provider}/${model}`;
  const owners = ownersOf(routing.providers).get(id.toLowerCase()) ?? [];
  if (owners.length === 1) return `${owners[0]!.id}/${id}`;
  return owners.length === 0 && provider !== 'openrouter' && hasOpenRouterAlone(routing)
    ? `openrouter/${id}`
    : undefined;
}

/** id of a model, in small letters → the blocks that list it */
const ownersOf = perObject(({ configured }: Providers): ReadonlyMap<string, readonly ConfiguredProvider[]> => {
  const owners = new Map<string, ConfiguredProvider[]>();
  for (const provider of configured)
    for (const id of new Set(provider.models?.map((row) => row.id.toLowerCase()))) put(owners, id, provider);
  return owners;
});

/** Whether OpenRouter's is the only model provider key in these files. */
const hasOpenRouterAlone = perObject(({ home, profiles, providers }: Routing): boolean => {
  const own = new Set(providerVariables('openrouter'));
  const keys = home.environment.names().filter(isProviderVariable);
  const stored = [...profiles.declared.values(), ...[...profiles.stored.values()].flat()];
  const elsewhere =
    keys.some((name) => !own.has(name)) ||
    stored.some(({ provider }) => provider !== 'openrouter') ||
    providers.configured.some(({ id, at }) => id !== 'openrouter' && at.get('apiKey'));
  return !elsewhere && (keys.length > 0 || stored.length > 0 || Boolean(providers.get('openrouter')?.at.get('apiKey')));
});

/**
 * Advice on an unknown provider: the ref or provider probably meant, else where to define it. `anthropic-api` or
 * `nvidia-nim` usually means the built-in provider before the dash.
 * @param edits puts a provider in the place of the unknown one, wherever it is named
 * @param refs those of the provider; none where provider and model are written apart
 */
export function providerHelp(
  provider: string,
  routing: Routing,
  edits: (near: string) => readonly Edit[],
  refs: readonly { readonly model: string; readonly write: (ref: string) => readonly Edit[] }[] = [],
): Advice & Pick<Finding, 'perhapsNewer'> {
  const other = refs.map(({ model }) => throughAnother(provider, model, routing)).find((each) => each !== undefined);
  if (other) {
    const owner = other.split('/')[0]!;
    const all = refs.map(({ model, write }) => write(`${owner}/${provider}/${model}`));
    return {
      ...meant(`${owner}/${provider}/${refs[0]!.model}`, all.flat()),
      perhapsNewer: !routing.providers.get(owner),
    };
  }
  const [row, another] = ownersOf(routing.providers).get(refs[0]?.model.toLowerCase() ?? '') ?? [];
  if (row && !another) return meant(row.id, edits(row.id));
  if (routing.providers.isLater(provider)) return later(provider, routing, edits);
  const maker = PRODUCTS.get(provider);
  const near =
    suggest(provider, routing.providers.names) ??
    (maker && routing.providers.isLater(maker) ? undefined : maker) ??
    suggest(provider, present()) ??
    provider.split(':', 2).findLast((each) => each !== provider && present().includes(each));
  if (near) {
    const product = maker === near;
    return product
      ? advice(`write ${code(near)}, as OpenClaw calls that provider`, writing(near, ...edits(near)))
      : meant(near, edits(near));
  }
  const built = PRODUCTS.get(provider.split('-')[0]!) ?? provider.split('-')[0]!;
  const define = `define it in ${code(`models.providers.${provider}`)}`;
  return {
    perhapsNewer: true,
    help:
      knownProvider(built)?.kind === 'bundled'
        ? `${define}, or use the built-in ${code(built)}`
        : `${define}, or install the plugin that brings it`,
  };
}

/** A name that only newer releases know: of a provider that this one calls otherwise, or of one that it lacks. */
function later(provider: string, { providers, target }: Routing, edits: (near: string) => readonly Edit[]): Advice {
  const now = knownProvider(provider)?.canonical;
  if (now !== undefined && now !== provider && providers.origin(now) !== undefined && !providers.isLater(now))
    return advice(`write ${code(now)}, as ${release(target)} calls that provider`, writing(now, ...edits(now)));
  return {
    help: `update OpenClaw, as newer releases have that provider, or define it in ${code(`models.providers.${provider}`)}`,
  };
}
