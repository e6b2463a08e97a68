import { compare } from '../src/release/releases.ts';

/** A home about models, and the texts to ask for in it. */
export interface DrawnRoute {
  readonly config: object;
  readonly env: Readonly<Record<string, string>>;
}

const MODELS: Readonly<Record<string, readonly string[]>> = {
  anthropic: ['claude-opus-5', 'claude-sonnet-5', 'claude-sonnet-4-6', 'opus-4.6', 'claude-haiku-4-5'],
  openai: ['gpt-5.4', 'gpt-6-astra', 'gpt-5-mini', 'o3'],
  google: ['gemini-3-pro', 'gemini-3.1-pro-preview', 'gemini-2.5-flash'],
  openrouter: ['auto', 'anthropic/claude-sonnet-5', 'moonshotai/kimi-k2.5'],
  xai: ['grok-4', 'grok-4-latest'],
  minimax: ['MiniMax-M2.5', 'MiniMax-M3'],
  lab: ['m1', 'M2', 'big model', 'm1@20260101'],
  'My-Rig': ['qwen3:8b', 'm1'],
};
const NAMES = ['fast', 'Smart', 'opus', 'sonnet', 'gpt', 'a b', 'fleet-sonnet'];
const WORDS = ['m1', 'gpt-5.4', 'claude-opus-5', 'nope', 'opus', 'fast', ' ', 'gpt'];
const KEYS = ['ANTHROPIC_API_KEY', 'OPENAI_API_KEY', 'GEMINI_API_KEY', 'OPENROUTER_API_KEY', 'XAI_API_KEY', 'LAB_KEY'];

/** The home of a seed, with neither agents nor stored profiles, as that release spells it. */
export function drawnRoute(seed: number, release: string): DrawnRoute {
  let state = seed | 0;
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const chance = (share: number): boolean => random() < share;
  const some = (most: number): null[] => Array<null>(Math.floor(random() * (most + 1))).fill(null);
  const ref = (): string => {
    const provider = pick(Object.keys(MODELS));
    const written = chance(0.9) ? provider : pick([provider.toUpperCase(), `${provider} `]);
    return `${written}/${pick(MODELS[provider]!)}`;
  };
  const word = (): string => (chance(0.7) ? ref() : pick([...NAMES, ...WORDS]));

  const defaults: Record<string, unknown> = {};
  if (chance(0.9)) defaults.model = { primary: word(), ...(chance(0.7) && { fallbacks: some(3).map(word) }) };
  if (chance(0.7))
    defaults.models = Object.fromEntries(
      some(4).map(() => [ref().trim(), chance(0.6) ? { alias: pick(NAMES) } : {}] as const),
    );
  if (compare(release, '2026.8.1') >= 0 && chance(0.2))
    defaults.modelPolicy = { allow: some(3).map(() => ref().trim()) };
  const providers = Object.fromEntries(
    ['lab', 'My-Rig']
      .filter(() => chance(0.5))
      .map((id) => {
        const models = MODELS[id]!.filter(() => chance(0.7)).map((each) => ({ id: each, name: each }));
        const key = chance(0.6) ? { apiKey: pick(['of-a-test-0123456789', '${LAB_KEY}']) } : {};
        return [id, { baseUrl: 'https://lab.example.com/v1', api: 'openai-completions', models, ...key }];
      }),
  );
  const env = Object.fromEntries(KEYS.filter(() => chance(0.4)).map((name) => [name, `of-a-test-${name}`]));
  if (JSON.stringify(providers).includes('${LAB_KEY}')) env.LAB_KEY = 'of-a-test-LAB_KEY';
  return { config: { agents: { defaults }, ...(Object.keys(providers).length > 0 && { models: { providers } }) }, env };
}
