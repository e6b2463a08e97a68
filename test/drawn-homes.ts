import { knownProviderIds, staticModels } from '../src/catalog/catalog.ts';

/** A home of one agent whose credentials are variables and keys in the config, which every release reads alike. */
export interface DrawnHome {
  readonly config: object;
  readonly env: Readonly<Record<string, string>>;
}

const KEYS: Readonly<Record<string, string>> = {
  anthropic: 'ANTHROPIC_API_KEY',
  openai: 'OPENAI_API_KEY',
  google: 'GEMINI_API_KEY',
  openrouter: 'OPENROUTER_API_KEY',
  zai: 'ZAI_API_KEY',
  mistral: 'MISTRAL_API_KEY',
  xai: 'XAI_API_KEY',
};
/** ids that some releases rewrite */
const SHORT: Readonly<Record<string, readonly string[]>> = {
  anthropic: ['opus', 'opus-4.6', 'sonnet'],
  google: ['gemini-3-pro', 'gemini-3-flash'],
  openrouter: ['auto', 'openrouter/auto'],
  xai: ['grok-4-fast-reasoning'],
};
const ALIASES = ['fast', 'Cheap', 'opus', 'gpt', 'smart one'];

/** @param random from 0 to 1 */
export function drawn(random: () => number): DrawnHome {
  const any = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const some = <T>(most: number, make: () => T): T[] => Array.from({ length: Math.floor(random() * (most + 1)) }, make);
  const known = Object.keys(KEYS).filter((id) => knownProviderIds().includes(id));
  const own = some(2, () => any(['lab', 'Home-Server', 'proxy']));
  const model = (id: string) => any([...staticModels(id).slice(0, 6), 'm-1', 'Some/Model', ...(SHORT[id] ?? [])]);
  const ref = (): string => {
    const id = any([...known, ...own]);
    const spelled = random() < 0.1 ? any([id.toUpperCase(), `${id} `]) : id;
    return `${spelled}/${own.includes(id) ? any(['m-1', 'm-2']) : model(id)}`;
  };
  const map = Object.fromEntries(some(4, () => [ref(), random() < 0.5 ? { alias: any(ALIASES) } : {}]));
  const named = () => (random() < 0.25 ? any(ALIASES) : random() < 0.05 ? 'm-1' : ref());
  const fallbacks = some(3, named);
  const shape = random();
  const setting = shape < 0.15 ? undefined : shape < 0.4 ? named() : { primary: named(), fallbacks };
  const defaults = {
    ...(setting !== undefined && { model: setting }),
    ...(Object.keys(map).length > 0 && { models: map }),
  };
  const provider = () => ({
    baseUrl: 'https://llm.example.com/v1',
    api: 'openai-completions',
    ...(random() < 0.6 && { apiKey: 'of-a-test' }),
    models: ['m-1', 'm-2'].map((id) => ({ id, name: id })),
  });
  return {
    config: {
      gateway: { mode: 'local' },
      ...(own.length > 0 && { models: { providers: Object.fromEntries(own.map((id) => [id, provider()])) } }),
      agents: { defaults },
    },
    env: Object.fromEntries(some(3, () => [KEYS[any(known)]!, 'of-a-test-000000000000'])),
  };
}

export const filesOf = ({ config, env }: DrawnHome): Record<string, string> => ({
  'openclaw.json': JSON.stringify(config),
  '.env': Object.entries(env)
    .map(([name, value]) => `${name}=${value}\n`)
    .join(''),
});
