import { normalizeModel } from '../../catalog/catalog.ts';
import type { Behaviour } from '../../release/releases.ts';
import { splitProfile } from './ref.ts';

const CURRENT = /^claude-(?:opus-5(?:[-.:@]|$)|opus-4[-.][678]|sonnet-4[-.]6|haiku-4[-.]5)/;
const OPUS = /^(?:claude-opus-4(?:$|[-.](?:5|1|0)(?:[-.:@]|$)|-20\d{6})|claude-3.*opus|opus-(?:4\.5|4\.1|4|3)$)/;
const SONNET =
  /^(?:claude-sonnet-4(?:$|[-.](?:5|1|0)(?:[-.:@]|$)|-20\d{6})|claude-3.*(?:sonnet|haiku)|sonnet-(?:4\.5|4\.1|4\.0|4|3\.7|3\.5|3)$|haiku-3(?:\.5)?$)/;

/**
 * Rewrites a primary as OpenClaw's Anthropic defaults do: short and retired Claude ids become current ones,
 * `claude-cli/` becomes `anthropic/`; everything else stays. Source: packages of 2026.5.28 to 2026.9.6.
 */
export function currentClaude(ref: string, facts: Behaviour): string {
  const whole = ref.trim();
  const { anthropicPrimary } = facts.naming;
  if (anthropicPrimary !== 'known') {
    const alias = whole.toLowerCase();
    const known = anthropicPrimary === 'aliases' || alias === 'opus' || alias === 'sonnet';
    return (known && facts.builtInAliases.get(alias)) || whole;
  }
  return rewritten(whole, facts) ?? whole;
}

/**
 * The refs by which the Claude CLI runs a model: as written, below `anthropic/`, and its current id; none if it is no
 * model of Anthropic's.
 */
export function refsOfClaudeCli(ref: string, facts: Behaviour): readonly string[] {
  const { provider, model, isForeign } = split(ref);
  if (!model || isForeign) return [];
  const current = rewritten(ref, facts);
  if (provider === undefined && current === undefined) return [];
  return [`anthropic/${model}`, ...(current === undefined ? [] : [current])];
}

/** @returns `isForeign`: of a provider that does not run Claude as Anthropic does */
function split(ref: string): { provider: string | undefined; model: string; isForeign: boolean } {
  const whole = ref.trim();
  const slash = whole.indexOf('/');
  const provider = slash > 0 ? whole.slice(0, slash).trim().toLowerCase() : undefined;
  const isForeign = provider !== undefined && provider !== 'anthropic' && provider !== 'claude-cli';
  return { provider, model: slash > 0 ? whole.slice(slash + 1).trim() : whole, isForeign };
}

/** The current ref of a known Claude model, or of any that is run by the CLI; undefined for others. */
function rewritten(ref: string, facts: Behaviour): string | undefined {
  const { provider, model, isForeign } = split(ref);
  if (isForeign) return undefined;
  const known = canonical(model, facts);
  if (known === undefined && provider !== 'claude-cli') return undefined;
  return `anthropic/${known ?? model}`;
}

/** The current id of a known one, keeping `@profile`; undefined for others. */
function canonical(text: string, facts: Behaviour): string | undefined {
  const { model, profile } = splitProfile(text, { ...facts.naming, versions: 'all', profileAt: 'first' });
  const id = model.toLowerCase();
  const pinned = (name: string) => (profile === undefined ? name : `${name}@${profile}`);
  if (!CURRENT.test(id)) {
    if (OPUS.test(id)) return pinned(normalizeModel('anthropic', 'opus', facts));
    if (SONNET.test(id)) return pinned('claude-sonnet-4-6');
  }
  if (id.startsWith('claude-')) return pinned(model);
  const meant = facts.modelIds.rewritten.get('anthropic')?.get(id) ?? newestOf(id, facts);
  return meant === undefined ? undefined : pinned(meant);
}

/** The id that a family's name stands for: `sonnet`, `haiku`. */
function newestOf(family: string, { naming }: Behaviour): string | undefined {
  if (family === 'haiku') return 'claude-haiku-4-5';
  const found = naming.claudeCliModels.find((ref) => ref.startsWith(`claude-cli/claude-${family}-`));
  return /^[a-z]+$/.test(family) ? found?.slice(11) : undefined;
}
