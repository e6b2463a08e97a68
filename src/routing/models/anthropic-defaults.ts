import type { Node } from '../../parse/tree.ts';
import { nodeAt } from '../../parse/tree.ts';
import { providerId } from '../providers.ts';
import type { AllowList } from './allowlist.ts';
import { defaultsModel, resolvePrimary } from './default-model.ts';
import { readText } from './model-setting.ts';
import { parse } from './ref.ts';
import type { Names } from './resolve.ts';

/** Models that OpenClaw adds to `agents.defaults.models` by itself (facts 5.3). */
const ADDED = ['anthropic/claude-sonnet-5', 'anthropic/claude-sonnet-4-6'];

/**
 * The keys that OpenClaw adds to `agents.defaults.models` of its own accord where an Anthropic API key is in use and an
 * Anthropic model is configured: without a policy they become the list of what may be asked for, and make the aliases
 * `opus` and `sonnet`. Empty when nothing of the kind is in sight. An uncertainty, for what else sets a key (a login
 * shell, a service) is not in the files. Source: facts 5.3.
 */
export function anthropicDefaults(names: Names, list: AllowList): readonly string[] {
  const { root } = names;
  if (
    list.from === 'agent' ||
    list.from === 'defaults' ||
    nodeAt(root, ['agents', 'defaults'])?.kind !== 'object' ||
    !usesApiKey(names)
  )
    return [];
  const primary = defaultsModel(names)?.primary;
  const model = primary && resolvePrimary(names, primary.text, undefined);
  const keys = names.aliases.entriesOf(undefined).map(({ key }) => key.value);
  const own = model?.provider === 'anthropic' ? [`anthropic/${model.model}`] : [];
  if (own.length === 0 && !keys.some((key) => parse(key)?.provider === 'anthropic')) return [];
  return [...new Set([...own, ...ADDED])].filter((key) => !keys.includes(key));
}

function usesApiKey({ root, isSet }: Names): boolean {
  const profiles = nodeAt(root, ['auth', 'profiles']);
  const modes =
    profiles?.kind === 'object'
      ? profiles
          .effective()
          .flatMap(({ value }) => (isAnthropic(value) ? [readText(nodeAt(value, ['mode']))?.text] : []))
      : [];
  if (modes.includes('oauth') || modes.includes('token')) return false;
  return modes.includes('api_key') || (isSet('ANTHROPIC_API_KEY') && !isSet('ANTHROPIC_OAUTH_TOKEN'));
}

const isAnthropic = (profile: Node): boolean =>
  providerId(readText(nodeAt(profile, ['provider']))?.text ?? '') === 'anthropic';
