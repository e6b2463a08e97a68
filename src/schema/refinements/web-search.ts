/** Searches of the web, and the plugin that brings each. Which plugins a release has, its schema says. Source: facts 8.9. */
export const WEB_SEARCH: Readonly<Record<string, string>> = {
  brave: 'brave',
  duckduckgo: 'duckduckgo',
  exa: 'exa',
  firecrawl: 'firecrawl',
  gemini: 'google',
  grok: 'xai',
  kimi: 'moonshot',
  minimax: 'minimax',
  ollama: 'ollama',
  parallel: 'parallel',
  'parallel-free': 'parallel',
  perplexity: 'perplexity',
  searxng: 'searxng',
  tavily: 'tavily',
};
