import { knownProvider, providerVariables } from '../../catalog/catalog.ts';
import type { Node, Path } from '../../parse/tree.ts';
import { defaultModel } from '../../routing/models/default-model.ts';
import type { Routing } from '../../routing/routing.ts';
import type { Problem } from '../../schema/schema.ts';
import { code } from '../phrases.ts';
import { makerOf } from '../provider-help.ts';

type UnknownKey = Problem & { kind: 'unknown-key' };

/** What people call the credential of a provider. */
const CREDENTIAL =
  /^(?:(?:api|access|auth|oauth|setup|bearer|secret)_?(?:key|token)|key|token|oauth|credentials?|auth)$/i;

/**
 * Where to put the credential of a provider that OpenClaw brings, for an unknown key that holds one: `claude: {
 * setupToken }` at the top level, or `apiKey` of an agent or of the plugin of a provider.
 */
export function credentialHome({ key, value, path }: UnknownKey, routing: Routing): string | undefined {
  const provider = providerOf(key.value, value, path, routing);
  const kind = provider === undefined ? undefined : knownProvider(provider)?.kind;
  if (provider === undefined || (kind !== 'bundled' && kind !== 'external')) return undefined;
  const variable = providerVariables(provider).at(-1);
  const isToken = /token|oauth/i.test(nameIn(key.value, value));
  const store = code(`openclaw models auth ${isToken ? `paste-token --provider ${provider}` : 'add'}`);
  return variable === undefined
    ? `store the credential of ${code(provider)} with ${store}`
    : `set ${code(variable)} in \`.env\` beside the config, or store ${isToken ? 'a token' : 'a profile'} with ${store}`;
}

const nameIn = (word: string, value: Node): string =>
  value.kind === 'object' ? (value.entries[0]?.key.value ?? word) : word;

/** The provider whose credential a key holds; that of the default model where an agent has the key. */
function providerOf(word: string, value: Node, path: Path, routing: Routing): string | undefined {
  if (path.length === 0 && value.kind === 'object') {
    const keys = value.entries.map(({ key }) => key.value);
    const holdsOne = keys.length > 0 && keys.every((key) => CREDENTIAL.test(key));
    return holdsOne ? (makerOf(word.toLowerCase()) ?? word.toLowerCase()) : undefined;
  }
  if (value.kind !== 'scalar' || !CREDENTIAL.test(word)) return undefined;
  const [section, , plugin] = path;
  if (section === 'plugins')
    return path.length === 4 && !routing.providers.get(String(plugin)) ? String(plugin) : undefined;
  if (section !== 'agents') return undefined;
  const { provider, owner } = defaultModel(routing.names);
  return owner === 'implied' || routing.providers.get(provider) ? undefined : provider;
}
