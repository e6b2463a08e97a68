/** Searches of the web that a release knows. Source: facts 8.9. */
export interface Searches {
  /** it has them itself */
  readonly own: readonly string[];
  /** they come with a plugin that has to be installed: search → plugin */
  readonly byPlugin: Readonly<Record<string, string>>;
  /** the plugin of those it has itself, where it is called otherwise */
  readonly owners: Readonly<Record<string, string>>;
}

const OWNERS = { gemini: 'google', grok: 'xai', minimax: 'minimax', ollama: 'ollama' };
/** Those that never came with OpenClaw itself. */
const APART = { brave: 'brave', parallel: 'parallel', 'parallel-free': 'parallel' };
export const NEVER_BROUGHT: ReadonlySet<string> = new Set(Object.values(APART));
const LEFT = {
  exa: 'exa',
  firecrawl: 'firecrawl',
  kimi: 'moonshot',
  perplexity: 'perplexity',
  searxng: 'searxng',
  tavily: 'tavily',
};

/** From the first release that was seen to know them. */
export const WEB_SEARCH: readonly (readonly [since: string, Searches])[] = [
  ['2026.5.18', { own: ['duckduckgo', ...Object.keys({ ...OWNERS, ...LEFT })], byPlugin: APART, owners: OWNERS }],
  ['2026.6.11', { own: ['duckduckgo', ...Object.keys(OWNERS)], byPlugin: { ...APART, ...LEFT }, owners: OWNERS }],
  ['2026.8.2', { own: Object.keys(OWNERS), byPlugin: { ...APART, ...LEFT, duckduckgo: 'duckduckgo' }, owners: OWNERS }],
];
