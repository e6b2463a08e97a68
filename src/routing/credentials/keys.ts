import { nodeAt, ScalarNode } from '../../parse/tree.ts';
import { keptOutBy } from '../../schema/kept-out.ts';
import { textAt } from '../../text/file.ts';
import { isLocal, isOwnNetwork, isThisMachine } from '../local.ts';
import { apiOf } from '../providers.ts';
import { billing } from './billing.ts';
import { authProviderOf, type CredentialContext, pluginOf } from './context.ts';
import { isSet, isToFillIn, type ProviderKey, providerKey } from './provider-key.ts';
import type { Attempt, AttemptType, Skipped } from './types.ts';
import { variablesRead } from './variables.ts';

/** A provider's credentials other than profiles: the first one available, and the rest. */
export interface Direct {
  readonly first: Attempt | undefined;
  readonly skipped: readonly Skipped[];
}

/**
 * What a turn uses besides profiles (facts 3.5: steps 4 and 6–8): the provider's variables, the key in the config, or
 * nothing for a local server. With `auth: "api-key"` the key in the config comes first.
 * @param allows whether the model's API takes this kind of credential
 */
export function direct(
  provider: string,
  context: CredentialContext,
  allows: (type: AttemptType) => boolean = () => true,
): Direct {
  const entry = context.providers.get(provider);
  const block = entry?.at;
  const baseUrl = block?.get('baseUrl')?.text();
  const auth = block?.get('auth')?.text();
  const key = providerKey(provider, context);
  const certain = context.store.known === 'all';
  const found: Attempt[] = [];
  const skipped: Skipped[] = [];
  const { custody } = context.behaviour;
  const keyFirst = (custody.keyFirst && auth === 'api-key') || (key?.kind === 'marker' && key.ready);
  if (keyFirst) addKey();
  for (const name of variablesRead(provider, context.behaviour)) addVariable(name);
  if (!keyFirst) addKey();
  if ((!key && needsNoKey()) || isOllama())
    add({
      kind: 'local',
      label: path(),
      at: block!.get('baseUrl') ?? entry!.key,
      type: 'none',
      billing: 'local',
      certain,
    });
  const [first, ...rest] = found;
  const sure = first?.plugin === undefined;
  return {
    first,
    skipped: [
      ...skipped,
      ...rest.map(({ kind, label, at }): Skipped => ({ kind, label, reason: 'shadowed', certain: sure, at })),
    ],
  };

  function add(attempt: Attempt & { readonly type: AttemptType }): void {
    if (allows(attempt.type)) found.push(attempt);
    else
      skipped.push({
        kind: attempt.kind,
        label: attempt.label,
        reason: 'incompatible',
        certain: true,
        at: attempt.at,
      });
  }

  /** The type of a key is what the block's `auth` says; otherwise variables named `…_OAUTH_TOKEN` hold a login. */
  function typeOf(name: string): AttemptType {
    if (auth === 'oauth' || auth === 'token') return auth;
    return name.includes('OAUTH_TOKEN') ? 'oauth' : 'api_key';
  }

  function addVariable(name: string): void {
    if (!isSet(name, context))
      return void skipped.push({
        kind: 'environment',
        label: name,
        reason: 'unset',
        certain: context.environment.layers.some(({ source }) => source === 'process'),
      });
    const at = context.environment.lookup(name)?.variable.at;
    const plugin = missingPlugin(provider, context);
    add({
      kind: 'environment',
      label: name,
      at,
      type: typeOf(name),
      billing: billing(provider, typeOf(name), baseUrl, name),
      certain: certain && plugin === undefined,
      plugin,
      idle: holdsPlaceholder(name) ? 'placeholder' : undefined,
    });
  }

  function addKey(): void {
    if (!key || key.kind === 'profile') return;
    const variable =
      key.kind === 'variable' || (key.kind === 'reference' && key.source === 'env') ? key.name : undefined;
    const label = variable ?? `${path()}.apiKey`;
    const unless = key.kind === 'literal' ? key.unless : undefined;
    const sentAnyway = key.kind === 'reference' && key.at instanceof ScalarNode && !custody.textReferences;
    const unusable = sentAnyway ? undefined : reasonOf(key);
    if (unusable) return void skipped.push({ kind: 'config', label, reason: unusable, certain: true, at: key.at });
    const type = key.kind === 'marker' ? 'none' : typeOf('');
    if (variable !== undefined && found.some(({ label: each }) => each === variable)) return;
    add({
      kind: 'config',
      label,
      at: key.at,
      type,
      billing: billing(provider, type, baseUrl, variable),
      certain: certain && !unless && !(key.kind === 'reference' && key.ready === undefined),
      unless,
      idle: isPlaceholder(variable) ? 'placeholder' : sentAnyway && key.ready === false ? 'unset' : undefined,
    });
  }

  function isPlaceholder(variable: string | undefined): boolean {
    return (key?.kind === 'literal' && key.placeholder) || (variable !== undefined && holdsPlaceholder(variable));
  }

  /** The variable is set to a text that asks to be replaced, which only a server of the own network takes. */
  function holdsPlaceholder(name: string): boolean {
    const value = context.environment.lookup(name)?.variable.value;
    return value !== undefined && isToFillIn(textAt(value), provider, context);
  }

  /** A local server with an API and models but no key (step 8). */
  function needsNoKey(): boolean {
    if (
      custody.keyless === 'none' ||
      (custody.keyless === 'this-machine'
        ? !isThisMachine(baseUrl)
        : !isLocal(baseUrl || (entry?.id === 'ollama' ? 'http://localhost' : '')))
    )
      return false;
    if (custody.openAiRoutes !== 'none' && authProviderOf(provider, context) === 'openai') return false;
    if (auth !== undefined && auth !== 'api-key') return false;
    return apiOf(authProviderOf(provider, context), block) !== '' && (block?.get('models')?.items().length ?? 0) > 0;
  }

  /** The plugin of Ollama gives its servers a key of their own. */
  function isOllama(): boolean {
    const { keylessOllama } = custody;
    if (keylessOllama === 'never' || !block) return false;
    const byApi = keylessOllama !== 'anywhere' && block.get('api')?.text()?.trim() === 'ollama';
    if (!byApi && authProviderOf(provider, context) !== 'ollama') return false;
    if (keylessOllama === 'own-network-unreferred' && key?.kind === 'reference') return false;
    const bare = !block.get('models')?.items().length && isDefaultOllama(baseUrl);
    const given = ['apiKey', 'auth', 'headers', 'request'].some((name) => nodeAt(block.node, [name]) !== undefined);
    if (bare && (baseUrl !== undefined || !given)) return false;
    if (keylessOllama === 'anywhere') {
      const by = keptOutBy('ollama', context.root);
      return by === undefined || (by === 'allow' && !custody.allowsOllama);
    }
    return isOwnNetwork(baseUrl ?? 'http://localhost');
  }

  function path(): string {
    return `models.providers.${entry!.key.value}`;
  }
}

const isDefaultOllama = (url: string | undefined): boolean =>
  url === undefined || /^http:\/\/127\.0\.0\.1:11434(?:\/v1)?\/*$/i.test(url.trim());

function reasonOf(key: ProviderKey): 'unset' | 'marker' | undefined {
  if (key.kind === 'marker') return key.ready ? undefined : 'marker';
  return (key.kind === 'reference' || key.kind === 'variable') && key.ready === false ? 'unset' : undefined;
}

/**
 * The npm package of a provider that this release does not bundle; until it is installed, nothing reads its variables.
 */
export const missingPlugin = (provider: string, { behaviour }: CredentialContext): string | undefined =>
  pluginOf(authProviderOf(provider, { behaviour }), behaviour);
