import {
  isMarker,
  isNonSecretMarker,
  isProviderVariable,
  knownProvider,
  pluginReading,
} from '../../catalog/catalog.ts';
import { lookalikes, secretShorthand, substitutions } from '../../env/references.ts';
import { type Node, nodeAt, textOf } from '../../parse/tree.ts';
import type { Place } from '../../text/file.ts';
import { asksToBeReplaced } from '../../text/placeholder.ts';
import { isLocal, isOwnNetwork } from '../local.ts';
import { authProviderOf, type CredentialContext } from './context.ts';

/** What `models.providers.<id>.apiKey` means (facts 3.5). */
export type ProviderKey = { readonly at: Place } & (
  | {
      readonly kind: 'profile';
      readonly id: string /** it is usable here: not a login, and of the same provider or endpoint */;
      readonly fits: boolean;
    }
  /** `${NAME}`, `$NAME` or a SecretRef; `ready` is undefined if the source cannot be examined */
  | { readonly kind: 'reference'; readonly source: string; readonly name: string; readonly ready: boolean | undefined }
  /** the bare name of a variable that some provider reads */
  | { readonly kind: 'variable'; readonly name: string; readonly ready: boolean }
  /** a word meaning that no key is needed; counts only for a local server, up to 2026.4.28 for none but Ollama's */
  | { readonly kind: 'marker'; readonly ready: boolean }
  /** sent as is; `unless`: the npm plugin that, once installed, makes it the name of a variable */
  | { readonly kind: 'literal'; readonly unless?: string; readonly placeholder?: true }
);

/** Classifies the key of a provider's block; undefined if there is none. The key itself never leaves this function. */
export function providerKey(provider: string, context: CredentialContext): ProviderKey | undefined {
  const block = context.providers.get(provider)?.at;
  const node = block?.get('apiKey')?.node;
  if (!node) return undefined;
  if (node.kind === 'object') return secretRef(node, context);
  const text = (textOf(node) ?? '').trim();
  if (text === '') return undefined;
  const at = node;
  const { custody } = context.behaviour;
  // before 2026.8.1 `$${NAME}`, which is `${NAME}` once the config is read, was taken for a reference
  const own = custody.dollarNames || text.startsWith('${') ? secretShorthand(text) : undefined;
  const variable = own ?? (context.behaviour.emptyOrderBlocksEnvironment ? undefined : escaped(text));
  // the text is white space once the config is read, and that is no key
  if (own && text.startsWith('${') && isBlank(own, context)) return undefined;
  if (variable) return { at, kind: 'reference', source: 'env', name: variable, ready: isSet(variable, context) };
  if (!custody.markers) return { at, kind: 'literal' };
  const reader = pluginReading(text, context.behaviour.externalProviders);
  if (reader !== undefined) return { at, kind: 'literal', unless: knownProvider(reader)?.npm ?? reader };
  if (isProviderVariable(text)) return { at, kind: 'variable', name: text, ready: isSet(text, context) };
  if (isMarker(text) && !SERVER_HABITS.test(text) && !custody.laterMarkers.has(text.toLowerCase()))
    return {
      at,
      kind: 'marker',
      ready:
        custody.keyless === 'own-network' &&
        (isNonSecretMarker(text) || /^oauth:/.test(text)) &&
        servesLocally(provider, context),
    };
  const stored = substitutions(text).length === 0 ? context.store.profiles.get(text) : undefined;
  return stored && custody.profileKeys
    ? { at, kind: 'profile', id: stored.id, fits: stored.type !== 'oauth' && fits(provider, stored.provider, context) }
    : { at, kind: 'literal', ...(isToFillIn(text, provider, context) && { placeholder: true }) };
}

const escaped = (text: string): string | undefined =>
  text.startsWith('$${') ? secretShorthand(text.slice(1)) : undefined;

/** Servers of the own network take any text. */
export const isToFillIn = (text: string, provider: string, { providers }: CredentialContext): boolean =>
  asksToBeReplaced(text) &&
  substitutions(text).length === 0 &&
  lookalikes(text).length === 0 &&
  !isOwnNetwork(providers.get(provider)?.at.get('baseUrl')?.text() ?? '');

/** Whether a variable is set to more than white space. */
export function isSet(name: string, { environment }: Pick<CredentialContext, 'environment'>): boolean {
  const found = environment.lookup(name);
  return found !== undefined && !found.variable.blank;
}

const isBlank = (name: string, { environment }: CredentialContext): boolean => {
  const found = environment.lookup(name)?.variable;
  return found?.blank === true && !found.empty;
};

/** What users write for servers that accept any key; OpenClaw treats it as an ordinary key (facts P9). */
const SERVER_HABITS = /^(?:lm-studio|lmstudio|none|ollama|dummy|no-key|not-needed)$/i;

function servesLocally(provider: string, { providers }: CredentialContext): boolean {
  const block = providers.get(provider)?.at;
  const [api, url] = [block?.get('api')?.text(), block?.get('baseUrl')?.text()];
  return (
    (api === 'openai-completions' || api === 'ollama') &&
    isLocal(url) &&
    (block?.get('models')?.items().length ?? 0) > 0
  );
}

function fits(provider: string, owner: string | undefined, context: CredentialContext): boolean {
  if (owner === undefined) return false;
  if (authProviderOf(owner, context) === authProviderOf(provider, context)) return true;
  const endpoint = (id: string) =>
    context.providers
      .get(id)
      ?.at.get('baseUrl')
      ?.text()
      ?.trim()
      .replace(/[?#].*/, '')
      .replace(/\/+$/, '')
      .toLowerCase();
  const own = endpoint(provider);
  return !!own && own === endpoint(owner);
}

/** Resolves references to variables; files, programs and OpenClaw's secret store are not examined. */
function secretRef(node: Node, context: CredentialContext): ProviderKey | undefined {
  const word = (key: string) => textOf(nodeAt(node, [key]))?.trim();
  const [source, id] = [word('source'), word('id')];
  if (!source || !id) return undefined;
  if (source !== 'env') return { at: node, kind: 'reference', source, name: id, ready: undefined };
  return {
    at: node,
    kind: 'reference',
    source,
    name: id,
    ready: mayRead(word('provider') ?? 'default', id, context) && isSet(id, context),
  };
}

/** An `env` entry of `secrets.providers` may restrict which variables it exposes (facts 2.6). */
export function mayRead(alias: string, name: string, { root }: CredentialContext): boolean {
  const entry = nodeAt(root, ['secrets', 'providers', alias]);
  if (!entry) return alias === 'default' || alias === textOf(nodeAt(root, ['secrets', 'defaults', 'env']));
  if (textOf(nodeAt(entry, ['source'])) !== 'env') return false;
  const allowed = nodeAt(entry, ['allowlist']);
  return allowed?.kind !== 'array' || allowed.items.some((item) => textOf(item) === name);
}
