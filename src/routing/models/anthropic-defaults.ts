import { normalizeModel } from '../../catalog/catalog.ts';
import type { Environment } from '../../env/environment.ts';
import { entriesOf, itemsOf, keyAt, type Node, nodeAt } from '../../parse/tree.ts';
import type { Behaviour } from '../../release/releases.ts';
import type { Place } from '../../text/file.ts';
import { claudeCliModels } from './claude-cli-models.ts';
import { currentClaude } from './claude-ids.ts';
import type { MapEntry } from './model-maps.ts';
import { readSelection, readText } from './model-setting.ts';

/**
 * What OpenClaw adds to `agents.defaults.models` when it loads a config with `agents.defaults`: if an Anthropic API key
 * is in use, the primary, read with anthropic as its provider, and two Sonnets, once the map or the primary contains an
 * Anthropic model; if the Claude CLI's login is in use, the models that go through it. The entries count like written
 * ones: for bare names, for aliases, and as the allow-list. A key that only a login shell or a service sets is not
 * visible here. Source: facts 5.3.
 */
export function anthropicDefaults(
  root: Node | undefined,
  environment: Environment,
  facts: Behaviour,
): readonly MapEntry[] {
  const defaults = nodeAt(root, ['agents', 'defaults']);
  if (defaults?.kind !== 'object') return [];
  const signal = anthropicSignal(root, environment, facts) ?? { mode: undefined };
  if (signal.mode === undefined) return [];
  const at = signal.at ?? keyAt(root, ['agents', 'defaults'])!;
  const map = defaults.get('models');
  const written = entriesOf(map).map(({ key }) => key.value);
  const implied = (value: string): MapEntry => ({
    key: { file: at.file, offset: at.offset, length: at.length, value },
    alias: undefined,
    implied: true as const,
  });
  if (signal.mode === 'oauth')
    return claudeCliModels(root, facts)
      .filter((key) => !written.includes(key))
      .map(implied);
  const primary = readSelection(defaults.get('model'))?.primary?.text.trim();
  const own = primary ? keyOf(currentClaude(primary, facts), facts) : undefined;
  const added = own === undefined || written.includes(own) ? [] : [own];
  const listed = own !== undefined || written.some((key) => keyOf(key) !== undefined);
  const more = listed ? facts.naming.anthropicModels.filter((key) => !written.includes(key) && key !== own) : [];
  return [...added, ...more].map(implied);
}

/** The key for a ref whose model supports Anthropic's caching: Anthropic's own, or Claude on Amazon Bedrock. */
function keyOf(ref: string, facts?: Behaviour): string | undefined {
  const whole = ref.trim();
  const slash = whole.indexOf('/');
  const word = slash > 0 ? whole.slice(0, slash).trim().toLowerCase() : 'anthropic';
  const provider = word === 'bedrock' || word === 'aws-bedrock' ? 'amazon-bedrock' : word;
  const model = slash > 0 ? whole.slice(slash + 1).trim() : whole;
  // the core takes no text that begins with a slash for a model, the plugin that came after it does
  const halved = slash === 0 && facts?.naming.anthropicPrimary === 'aliases';
  const cached =
    provider === 'anthropic' || (provider === 'amazon-bedrock' && model.toLowerCase().includes('anthropic.claude'));
  if (!cached || !model || halved) return undefined;
  return `${provider}/${facts?.naming.anthropicPrimary === 'aliases' ? normalizeModel(provider, model, facts) : model}`;
}

/** Whether an Anthropic key or login is in use, and the place that shows it. */
export function anthropicSignal(
  root: Node | undefined,
  environment: Environment,
  facts: Pick<Behaviour, 'naming'>,
): { readonly mode: 'api_key' | 'oauth'; readonly at?: Place | undefined } | undefined {
  const profiles = nodeAt(root, ['auth', 'profiles']);
  const known = entriesOf(profiles).flatMap(({ key, value }) => {
    const provider = readText(nodeAt(value, ['provider']))?.text;
    const mode = provider === 'claude-cli' ? 'oauth' : modeOf(readText(nodeAt(value, ['mode']))?.text);
    const isCli = provider === 'claude-cli' && facts.naming.claudeCliModels.length > 0;
    return provider === 'anthropic' || isCli ? [{ id: key.value, at: key, mode }] : [];
  });
  for (const provider of ['anthropic', 'claude-cli']) {
    const order = nodeAt(root, ['auth', 'order', provider]);
    for (const item of itemsOf(order)) {
      const found = known.find(({ id }) => id === readText(item)?.text);
      if (found?.mode) return { mode: found.mode, at: found.at };
    }
  }
  const [key, login] = [known.find(({ mode }) => mode === 'api_key'), known.find(({ mode }) => mode === 'oauth')];
  if (key && !login) return { mode: 'api_key', at: key.at };
  if (login && !key) return { mode: 'oauth', at: login.at };
  for (const [name, mode] of [
    ['ANTHROPIC_OAUTH_TOKEN', 'oauth'],
    ['ANTHROPIC_API_KEY', 'api_key'],
  ] as const) {
    const found = environment.lookup(name);
    if (found && !found.variable.blank && (facts.naming.anthropicByReference || !found.variable.needs?.length))
      return { mode, at: found.variable.at };
  }
  return undefined;
}

const modeOf = (mode: string | undefined): 'api_key' | 'oauth' | undefined =>
  mode === 'api_key' ? 'api_key' : mode === 'oauth' || mode === 'token' ? 'oauth' : undefined;
