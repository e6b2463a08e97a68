import { accumulatedMap, accumulatedSet, type Changes } from './tables.ts';

/**
 * The ids a release rewrites, as `written=meant`, compared in lower case where the provider does so. From the plugins'
 * manifests and the core's tables in the packages of 2026.1.30, 2026.2.24, 2026.2.26, 2026.3.2, 2026.3.13, 2026.3.22,
 * 2026.4.5, 2026.4.9, 2026.4.15, 2026.4.29, 2026.5.28, 2026.7.1, 2026.8.2 and 2026.9.6 (facts P4, H23); a change may be
 * as old as the package before it in this list.
 */
const GOOGLE: Changes = [
  ['2026.1.29', 'gemini-3-pro=gemini-3-pro-preview gemini-3-flash=gemini-3-flash-preview'],
  [
    '2026.3.13',
    'gemini-3.1-pro=gemini-3.1-pro-preview gemini-3.1-flash-lite=gemini-3.1-flash-lite-preview ' +
      'gemini-3.1-flash=gemini-3-flash-preview gemini-3.1-flash-preview=gemini-3-flash-preview',
  ],
  [
    '2026.5.18',
    'gemini-3-pro=gemini-3.1-pro-preview gemini-3-pro-preview=gemini-3.1-pro-preview -gemini-3.1-flash-lite ' +
      'gemini-3.1-flash-lite-preview=gemini-3.1-flash-lite',
  ],
  ['2026.7.1', 'gemma-4-26b=gemma-4-26b-a4b-it'],
];
const IDS: Readonly<Record<string, Changes>> = {
  anthropic: [
    ['2026.1.29', 'opus-4.5=claude-opus-4-5 sonnet-4.5=claude-sonnet-4-5'],
    ['2026.2.6-3', 'opus-4.6=claude-opus-4-6'],
    ['2026.2.17', 'sonnet-4.6=claude-sonnet-4-6'],
    ['2026.5.28', 'opus-4.8=claude-opus-4-8 opus=claude-opus-4-8 -opus-4.5 -sonnet-4.5'],
    ['2026.7.1', 'mythos-5=claude-mythos-5 sonnet-5=claude-sonnet-5 sonnet=claude-sonnet-5'],
    ['2026.8.1', 'opus=claude-opus-5 opus-5=claude-opus-5'],
    [
      '2026.9.1',
      'fable=claude-fable-5-1 fable-5=claude-fable-5 fable-5.1=claude-fable-5-1 fable-5-1=claude-fable-5-1 ' +
        'haiku=claude-haiku-4-5 opus-5.5=claude-opus-5-5 opus-5-5=claude-opus-5-5 opus-4.7=claude-opus-4-7',
    ],
  ],
  google: GOOGLE,
  'google-gemini-cli': [['2026.5.18', GOOGLE.map(([, words]) => words).join(' ')]],
  'google-vertex': [
    [
      '2026.3.13',
      GOOGLE.slice(0, 2)
        .map(([, words]) => words)
        .join(' '),
    ],
    ...GOOGLE.slice(2),
  ],
  xai: [
    [
      '2026.3.22',
      'grok-4-fast-reasoning=grok-4-fast grok-4-1-fast-reasoning=grok-4-1-fast ' +
        'grok-4.20-experimental-beta-0304-reasoning=grok-4.20-beta-latest-reasoning ' +
        'grok-4.20-experimental-beta-0304-non-reasoning=grok-4.20-beta-latest-non-reasoning ' +
        'grok-4.20-reasoning=grok-4.20-beta-latest-reasoning ' +
        'grok-4.20-non-reasoning=grok-4.20-beta-latest-non-reasoning',
    ],
    [
      '2026.8.1',
      '-grok-4.20-experimental-beta-0304-reasoning -grok-4.20-experimental-beta-0304-non-reasoning ' +
        '-grok-4.20-reasoning -grok-4.20-non-reasoning ' +
        'grok-4.3-latest=grok-4.3 grok-4.5-latest=grok-4.5 grok-build-latest=grok-4.5',
    ],
    ['2026.9.5', 'grok-4.7-latest=grok-4.7'],
  ],
  together: [['2026.5.18', 'moonshotai/kimi-k2.5=moonshotai/Kimi-K2.6']],
  'vercel-ai-gateway': [
    [
      '2026.1.29',
      'opus-4.6=claude-opus-4-6 opus-4.5=claude-opus-4-5 sonnet-4.6=claude-sonnet-4-6 sonnet-4.5=claude-sonnet-4-5',
    ],
    ['2026.5.28', '-opus-4.5 -sonnet-4.5'],
    ['2026.7.1', 'sonnet-5=claude-sonnet-5 sonnet=claude-sonnet-4-6'],
  ],
};
/** Providers that prepend their own name to a bare id, and those that remove it. */
const PREFIXED: Changes = [
  ['2026.2.24', 'openrouter'],
  ['2026.4.25', 'nvidia'],
];
const STRIPPED: Changes = [['2026.4.5', 'huggingface']];

/** The ids that a release rewrites. */
export interface ModelIds {
  /** provider → written → meant */
  readonly rewritten: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly prefixed: ReadonlySet<string>;
  readonly stripped: ReadonlySet<string>;
}

export const modelIds = (release: string): ModelIds => ({
  rewritten: new Map(
    Object.entries(IDS)
      .map(([provider, changes]) => [provider, accumulatedMap(changes, release)] as const)
      .filter(([, ids]) => ids.size > 0),
  ),
  prefixed: accumulatedSet(PREFIXED, release),
  stripped: accumulatedSet(STRIPPED, release),
});
