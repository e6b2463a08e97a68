import { entriesOf, itemsOf, type Node, nodeAt } from '../../parse/tree.ts';
import type { Behaviour } from '../../release/releases.ts';
import { refsOfClaudeCli } from './claude-ids.ts';
import { readSelection, readText } from './model-setting.ts';

/**
 * The models that OpenClaw adds to `agents.defaults.models` if the Claude CLI is chosen, by a model or a declared
 * profile: those the CLI offers, and the Claude models the config names. Source: facts 5.3; packages of 2026.4.9 to
 * 2026.9.6.
 */
export function claudeCliModels(root: Node | undefined, facts: Behaviour): readonly string[] {
  const { claudeCliModels: offered, claudeCliWidely: widely } = facts.naming;
  const chosen = choosesModel(root, widely) || (widely && choosesProfile(root));
  if (!chosen || !widely) return chosen ? offered : [];
  const named = [nodeAt(root, ['agents', 'defaults']), ...agentNodes(root)].flatMap(namedIn);
  return [
    ...new Set([
      ...named.flatMap((ref) => refsOfClaudeCli(ref, facts)),
      ...offered.map((ref) => ref.replace('claude-cli/', 'anthropic/')),
    ]),
  ];
}

const providerOf = (ref: string): string => /^\s*([^/]+)\//.exec(ref)?.[1]?.trim().toLowerCase() ?? 'anthropic';

function choosesModel(root: Node | undefined, byRuntime: boolean): boolean {
  const defaults = nodeAt(root, ['agents', 'defaults']);
  const primary = readSelection(nodeAt(defaults, ['model']))?.primary?.text;
  if (primary !== undefined && providerOf(primary) === 'claude-cli') return true;
  return entriesOf(nodeAt(defaults, ['models'])).some(
    ({ key, value }) =>
      providerOf(key.value) === 'claude-cli' ||
      (byRuntime &&
        providerOf(key.value) === 'anthropic' &&
        readText(nodeAt(value, ['agentRuntime', 'id']))
          ?.text.trim()
          .toLowerCase() === 'claude-cli'),
  );
}

/** Whether the first listed profile of Anthropic's, else every declared one, is the CLI's. */
function choosesProfile(root: Node | undefined): boolean {
  const profiles = nodeAt(root, ['auth', 'profiles']);
  const owner = (id: string | undefined) =>
    id === undefined ? undefined : readText(nodeAt(profiles, [id, 'provider']))?.text;
  for (const provider of ['anthropic', 'claude-cli']) {
    const order = nodeAt(root, ['auth', 'order', provider]);
    for (const item of itemsOf(order)) {
      const of = owner(readText(item)?.text);
      if (of === 'claude-cli' || of === 'anthropic') return of === 'claude-cli';
    }
  }
  const owners = entriesOf(profiles).map(({ key }) => owner(key.value));
  return owners.includes('claude-cli') && !owners.includes('anthropic');
}

function agentNodes(root: Node | undefined): readonly Node[] {
  const [entries, list] = [nodeAt(root, ['agents', 'entries']), nodeAt(root, ['agents', 'list'])];
  return entries?.kind === 'object' ? entriesOf(entries).map(({ value }) => value) : itemsOf(list);
}

function namedIn(node: Node | undefined): readonly string[] {
  const { primary, fallbacks = [] } = readSelection(nodeAt(node, ['model'])) ?? {};
  return [...(primary ? [primary] : []), ...fallbacks]
    .map(({ text }) => text)
    .concat(entriesOf(nodeAt(node, ['models'])).map(({ key }) => key.value));
}
