import { compare } from '../../release/releases.ts';
import type { ModelRef } from '../../routing/models/config-refs.ts';
import type { Routing } from '../../routing/routing.ts';

/**
 * The last release whose package does not hold an id, and what it has instead. Only ids of makers whose models the
 * package lists: of any other it says `Unknown model` (facts P5).
 */
const UNKNOWN_TO: readonly (readonly [release: string, ids: RegExp, instead: string])[] = [
  ['2026.2.3-1', /^claude-opus-4[-.]6$/, 'claude-opus-4-5'],
  ['2026.2.2-3', /^gpt-5\.3-codex$/, 'gpt-5.2-codex'],
  ['2026.2.15', /^claude-sonnet-4[-.]6$/, 'claude-sonnet-4-5'],
  ['2026.2.19', /^gemini-3\.1-pro-preview$/, 'gemini-3-pro-preview'],
  ['2026.3.2', /^gpt-5\.4(?:-pro|-mini)?$/, 'gpt-5.2'],
  ['2026.3.28', /^claude-opus-4[-.]7$/, 'claude-opus-4-6'],
  ['2026.4.15', /^gpt-5\.5(?:-pro)?$/, 'gpt-5.4'],
  ['2026.4.24', /^claude-opus-4[-.]8$/, 'claude-opus-4-7'],
];

/** GitHub’s list grew later. */
const UNKNOWN_TO_COPILOT: typeof UNKNOWN_TO = [['2026.2.17', /^claude-sonnet-4\.6$/, 'claude-sonnet-4.5']];

/** The list of Gemini’s own program. */
const UNKNOWN_TO_GEMINI: typeof UNKNOWN_TO = [['2026.3.28', /^gemini-2\.[05]-flash-lite$/, 'gemini-2.5-flash']];

const LISTED = new Set(['anthropic', 'openai', 'openai-codex', 'google', 'google-gemini-cli', 'github-copilot']);

/** The model to name in a release that does not know the one that is named; undefined where it does, or may. */
export function insteadOf({ resolved }: ModelRef, { providers, target }: Routing): string | undefined {
  const { provider, model } = resolved!;
  // with a block of its own, a provider is asked for any model
  if (!target.release || !LISTED.has(provider) || providers.get(provider) || providers.agentDeclared.has(provider))
    return undefined;
  const id = model.toLowerCase();
  const isCopilot = provider === 'github-copilot';
  const own = isCopilot ? UNKNOWN_TO_COPILOT : provider === 'google-gemini-cli' ? UNKNOWN_TO_GEMINI : [];
  const row = [...own, ...UNKNOWN_TO].find(([last, ids]) => ids.test(id) && compare(target.release!, last) <= 0);
  return row && (isCopilot ? row[2].replace(/-(\d)-(\d)$/, '-$1.$2') : row[2]);
}
