import { knownProvider, knownProviderIds, normalizeModel, retiredModel, staticModels } from '../../catalog/catalog.ts';
import { modelsOf } from '../../home/snapshot.ts';
import { compare } from '../../release/releases.ts';
import { aliasName } from '../../routing/models/aliases.ts';
import type { ModelRef } from '../../routing/models/config-refs.ts';
import { withModel, withProvider } from '../../routing/models/ref.ts';
import type { Routing } from '../../routing/routing.ts';
import { once } from '../../text/memo.ts';
import { distance } from '../../text/nearest.ts';
import { declaredIn } from './declared.ts';

/**
 * The ref that was probably meant by an id close to one that OpenClaw ships or this home uses; undefined for ids that
 * are merely unknown, because catalogs change weekly.
 */
export function suspected(ref: ModelRef, routing: Routing): string | undefined {
  const { provider, written, model } = ref.resolved!;
  const block = routing.providers.get(provider);
  if (!block && SERVERS.has(provider)) return declaredElsewhere(ref, routing);
  const { models = [] } = block ?? {};
  const declared = models.map(({ id }) => id);
  if (/[*$]/.test(written) || declared.includes(written)) return undefined;
  // sent as written: servers of one's own may take any letters, those of others hardly do
  if (declaredIn(models).ids.has(written.toLowerCase()))
    return SERVERS.has(provider)
      ? undefined
      : withModel(ref.text, declared.find((id) => id.toLowerCase() === written.toLowerCase())!);
  const isShort = normalizeModel(provider, written).toLowerCase() !== written.toLowerCase();
  if (isShort && provider !== 'openrouter' && provider !== 'nvidia') return undefined;
  // the catalog applies only to the provider's own endpoint
  const installed = modelsOf(routing.installed, provider);
  if (installed.includes(written)) return undefined;
  const shipped = knownProvider(provider) && !block?.at.get('baseUrl') ? [...staticModels(provider), ...installed] : [];
  if (shipped.includes(model) || shipped.includes(written) || retiredModel(provider, written, routing.target.release))
    return undefined;
  const alias = block || ref.role === 'map' ? undefined : ofAnother(provider, written, shipped, routing);
  if (alias) return alias;
  const meant =
    (provider === 'openrouter' ? withMaker(written) : undefined) ??
    madeBySome(provider, model, [...declared, ...shipped]) ??
    [...declared, ...shipped, ...(isOpencode(provider) && !block?.at.get('baseUrl') ? OF_OPENCODE : [])].find(
      (id) => fold(id) === fold(written),
    ) ??
    hyphenated(written, shipped) ??
    (block?.at.get('baseUrl') ? undefined : reordered(written)) ??
    (provider === 'amazon-bedrock' ? ofBedrock(written) : undefined) ??
    (provider === 'anthropic' ? completed(written, shipped, routing.target.release) : undefined) ??
    respelt(written, [...shipped, ...declared]);
  return meant === undefined || meant === written ? undefined : withModel(ref.text, meant);
}

/** The model whose alias stands behind another provider: `openai/sonnet`, which `models set sonnet` wrote. */
const ofAnother = (provider: string, name: string, shipped: readonly string[], { aliases }: Routing) =>
  shipped.length > 0 && /^[a-z]+$/i.test(name)
    ? aliases.all.find(
        (each) =>
          each.agent === undefined &&
          aliasName(each.name) === aliasName(name) &&
          !each.target.toLowerCase().startsWith(`${provider}/`),
      )?.target
    : undefined;

/** Servers that are asked which models they have, where no entry in the config says so. */
const SERVERS: ReadonlySet<string> = new Set(['lmstudio', 'ollama', 'vllm', 'sglang', 'llama-cpp']);

/** The only provider of one's own that lists just this model, and whose model nothing else in the home names. */
function declaredElsewhere({ text, resolved }: ModelRef, { providers, refs }: Routing): string | undefined {
  const { written } = resolved!;
  const [owner, other] = providers.configured.filter(({ models }) => models?.some(({ id }) => id === written));
  const isUsed = refs.some((each) => each.resolved?.provider === owner?.id && each.resolved?.written === written);
  return owner && !other && !isUsed ? withProvider(text, owner.id) : undefined;
}

/** Of that generation, ids of Bedrock end with `-v1` or with nothing, and never with `:0` as older ones do. */
function ofBedrock(model: string): string | undefined {
  const [, start, family] = /^(.*claude-(opus|sonnet)-4-6)(?:-v\d)?(?::\d)?$/.exec(model) ?? [];
  return start && start + (family === 'opus' ? '-v1' : '');
}

/** OpenCode writes a version with a dot, but for Claude's (facts P5). */
const OF_OPENCODE =
  'claude-haiku-4-5 claude-opus-4-5 claude-opus-4-6 claude-opus-4-8 claude-sonnet-4-5 claude-sonnet-4-6 gpt-5.1 gpt-5.2 gpt-5.4 gpt-5.4-mini gpt-5.5 gemini-3.1-pro glm-4.7 glm-5.1 kimi-k2.5 minimax-m2.5 minimax-m2.7'.split(
    ' ',
  );
const isOpencode = (provider: string): boolean => provider === 'opencode' || provider === 'opencode-go';

const fold = (id: string): string => id.toLowerCase().replace(/[-._ ]/g, '');

/** OpenRouter ids start with the maker, except its own, such as `auto`. */
const MAKERS: readonly (readonly [RegExp, string])[] = [
  [/^claude-/i, 'anthropic'],
  [/^(?:gpt-\d|o\d)/i, 'openai'],
  [/^gemini-/i, 'google'],
  [/^grok-/i, 'x-ai'],
  [/^deepseek-/i, 'deepseek'],
  [/^kimi-/i, 'moonshotai'],
];

function withMaker(model: string): string | undefined {
  const maker = model.includes('/') ? undefined : MAKERS.find(([names]) => names.test(model))?.[1];
  return maker && `${maker}/${model}`;
}

/** The id that names the maker as well, of a provider that has none without. */
function madeBySome(provider: string, model: string, known: readonly string[]): string | undefined {
  const all = staticModels(provider);
  const bare = fold(model.startsWith(`${provider}/`) ? model.slice(provider.length + 1) : model);
  return all.length > 0 && all.every((id) => id.includes('/')) && !known.some((id) => fold(id) === fold(model))
    ? known.find((id) => fold(id.slice(id.indexOf('/') + 1)) === bare)
    : undefined;
}

/** `gpt-codex-5.3` for `gpt-5.3-codex`, whichever provider ships it. */
const reordered = (model: string): string | undefined => byParts().get(parts(model));

const parts = (id: string): string => id.toLowerCase().split('-').sort().join('-');

const byParts = once(
  () =>
    new Map(
      knownProviderIds()
        .flatMap(staticModels)
        .filter((id) => id.split('-').length > 2)
        .map((id) => [parts(id), id]),
    ),
);

/** `claude-sonnet-4.6` for a provider whose ids never contain a dot. */
const hyphenated = (model: string, shipped: readonly string[]): string | undefined =>
  shipped.length > 4 && /\d\.\d/.test(model) && shipped.every((id) => !/\d\.\d/.test(id))
    ? model.replace(/(\d)\.(?=\d)/g, '$1-')
    : undefined;

/** `claude-haiku-4-5` for `claude-haiku-4`: of that generation Anthropic has no id without a second number. */
function completed(model: string, shipped: readonly string[], release: string | undefined): string | undefined {
  const [, bare, whole] = /^(?:claude-(?:3-(?:[57]-)?)?(opus|sonnet|haiku)|claude-([a-z]+)-4)$/.exec(model) ?? [];
  const family = bare ?? whole;
  if (!family || !shipped.length) return undefined;
  const at = (first: string) => release !== undefined && compare(release, first) < 0;
  const second = family === 'haiku' || at('2026.2.17') ? 5 : family === 'sonnet' || at('2026.5.1') ? 6 : undefined;
  const first = bare ? `claude-${bare}-4` : model;
  return second && ['opus', 'sonnet', 'haiku'].includes(family)
    ? `${first}-${second}`
    : shipped.find((id) => id.startsWith(`${first}-`) && /^\d{1,2}$/.test(id.slice(first.length + 1)));
}

/** A misspelt word of a provider's ids: `sonet` for `sonnet`. Ignores what is between digits. */
function respelt(model: string, known: readonly string[]): string | undefined {
  const words = new Set(known.flatMap((id) => id.toLowerCase().match(/[a-z]+/g) ?? []));
  const long = [...words].filter((word) => word.length > 4 || word === 'opus');
  let changes = 0;
  const written = model.replace(/[A-Za-z]+/g, (word) => {
    const lower = word.toLowerCase();
    if (words.has(lower) || word.length < 4) return word;
    const near = long.filter((each) => each[0] === lower[0] && distance(lower, each, 1) === 1);
    if (near.length !== 1) return word;
    changes++;
    return near[0]!;
  });
  // a model with further unknown words is a different one
  const rest = written.toLowerCase().match(/[a-z]+/g) ?? [];
  return changes === 1 && rest.every((word) => words.has(word)) ? written : undefined;
}
