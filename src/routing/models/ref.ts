import { normalizeLiterally, normalizeModel } from '../../catalog/catalog.ts';
import { type Behaviour, behaviour, type Naming } from '../../release/releases.ts';
import { providerId } from '../providers.ts';

/** The model that a text names: provider in lower case, model as OpenClaw requests it, and as written. */
export interface ModelName {
  readonly provider: string;
  readonly model: string;
  readonly written: string;
}

/** How many of `VERSIONS` a release knows. */
const KEPT = { none: 0, dates: 1, all: 2 } as const;
const VERSIONS = [/^@\d{8}(?=@|$)/, /^@(?:i?q\d+(?:_[a-z0-9]+)*|\d+bit)(?=@|$)/i];

/**
 * Splits `model@profile` at the first `@` after the last slash, unless a date or quantization follows (`@20250929`,
 * `@q4_k_m`, `@IQ3_M`, `@4bit`): those belong to the model in releases that know them. In
 * 2026.2.26 the last `@` splits, before it none does.
 * Source: facts 6.1, H23.
 */
export function splitProfile(ref: string, naming?: Naming): { model: string; profile?: string } {
  const whole = ref.trim();
  if (naming?.profileAt === 'none') return { model: whole };
  let at = naming?.profileAt === 'last' ? whole.lastIndexOf('@') : whole.indexOf('@', whole.lastIndexOf('/') + 1);
  if (at <= whole.lastIndexOf('/')) return { model: whole };
  for (const version of VERSIONS.slice(0, KEPT[naming?.versions ?? 'all'])) {
    const found = at > 0 ? version.exec(whole.slice(at)) : null;
    if (found) at = whole.indexOf('@', at + found[0].length);
  }
  const model = whole.slice(0, Math.max(at, 0)).trim();
  const profile = whole.slice(at + 1).trim();
  return model && profile ? { model, profile } : { model: whole };
}

/** Replaces a ref's provider, keeping the rest as written. */
export const withProvider = (ref: string, provider: string): string => provider + ref.slice(ref.indexOf('/'));

/** Replaces a ref's model, keeping provider and profile. */
export function withModel(ref: string, other: string): string {
  const { model, profile } = splitProfile(ref);
  return `${model.slice(0, model.indexOf('/') + 1)}${other}${profile === undefined ? '' : `@${profile}`}`;
}

/** The facts of a release that affect reading a ref. */
export type Spelling = Pick<Behaviour, 'modelIds' | 'naming' | 'providerIdAliases'>;

/**
 * Splits `provider/model` at the first slash; undefined if one side is empty. A text without a slash is a model of
 * `defaultProvider`, if given. Source: facts 6.1.
 */
export function parse(ref: string, defaultProvider?: string, of: Spelling = newest()): ModelName | undefined {
  if (of.naming.openrouterWords && /^\s*openrouter:auto\s*$/i.test(ref)) return named('openrouter', 'auto', of);
  const slash = ref.indexOf('/');
  if (slash < 0) return defaultProvider === undefined ? undefined : named(defaultProvider, ref, of);
  return named(ref.slice(0, slash), ref.slice(slash + 1), of);
}

/** Combines a provider and a model as OpenClaw does; undefined if one is blank. */
export function named(provider: string, model: string, of: Spelling = newest()): ModelName | undefined {
  const id = idOf(provider, of);
  const written = model.trim();
  if (!id || !written) return undefined;
  const meant = normalizeModel(id, written, of);
  const codex = of.naming.codexProvider && id === 'openai' && /^gpt-5\.3-codex(?:-|$)/i.test(meant);
  return { provider: codex ? 'openai-codex' : id, model: meant, written };
}

/**
 * As `named`, for a provider whose block names a foreign `api`: short names still become ids, but a repeated provider
 * prefix stays, except `anthropic/`. Source: facts 6.1.
 */
export function namedLiterally(provider: string, model: string, of: Spelling = newest()): ModelName | undefined {
  const id = idOf(provider, of);
  const written = model.trim();
  if (!id || !written) return undefined;
  return { provider: id, model: normalizeLiterally(id, written, of), written };
}

/** A model setting or a key of a `models` map as loading leaves it (`Naming.loading`). */
export function asLoaded(ref: string, of: Spelling = newest()): string {
  const whole = ref.trim();
  const slash = whole.indexOf('/');
  if (of.naming.loading === 'nothing' || slash <= 0 || slash === whole.length - 1) return whole;
  const provider = idOf(whole.slice(0, slash), of);
  const id = whole.slice(slash + 1);
  const model = /^(?:google(?:-|$)|together$)/.test(provider) ? normalizeModel(provider, id, of) : id;
  return of.naming.loading === 'collapses' ? modelKey({ provider, model }, of) : `${provider}/${model}`;
}

const idOf = (provider: string, { providerIdAliases }: Spelling): string => {
  const id = providerId(provider);
  return providerIdAliases.get(id) ?? id;
};

const newest = (): Spelling => behaviour({ release: undefined });

/**
 * The canonical spelling of a model, as in OpenClaw's maps: the provider is not repeated if the model already starts
 * with it.
 */
export const modelKey = (
  { provider, model }: Pick<ModelName, 'provider' | 'model'>,
  { naming }: Pick<Spelling, 'naming'> = newest(),
): string =>
  naming.shortKeys && model.toLowerCase().startsWith(`${provider.toLowerCase()}/`) ? model : `${provider}/${model}`;

/** Parses `provider/*` and `provider/namespace/*`, the only valid wildcards (facts 6.4). */
export function wildcard(ref: string): { provider: string; prefix: string } | undefined {
  if (!ref.includes('*')) return undefined;
  const segments = ref
    .trim()
    .split('/')
    .map((segment) => segment.trim());
  if (segments.length < 2 || segments.pop() !== '*' || !segments.every(isSegment)) return undefined;
  const provider = providerId(segments[0]!);
  return { provider, prefix: `${[provider, ...segments.slice(1)].join('/')}/` };
}

/** A path segment valid in a policy: not empty, and without `*`, white space or control characters. */
export const isSegment = (segment: string): boolean => /^[^*\s\u0000-\u001f\u007f]+$/.test(segment);
