export const PROVIDERS = {
  pa: { baseUrl: 'https://a.example.com/v1', api: 'openai-completions', models: [{ id: 'm1', name: 'M1' }] },
  pb: { baseUrl: 'https://b.example.com/v1', api: 'openai-completions', models: [{ id: 'm2', name: 'M2' }] },
};
/** A home of two providers of one's own. */
export const home = (defaults: object, more: object = {}, agents: object = {}) => ({
  agents: { defaults, ...agents },
  models: { providers: PROVIDERS },
  ...more,
});
export const named = (found: { provider: string; model: string } | undefined) =>
  found && `${found.provider}/${found.model}`;
export const at = (release: string) => ({ release });
