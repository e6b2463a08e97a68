import { providerVariables } from '../catalog/catalog.ts';
import { renameKey } from '../edit/edit.ts';
import { advice, code, writing } from './phrases.ts';
import type { Rule } from './rule.ts';
import { secretTexts } from './secret-places.ts';

/** Key prefixes of some providers. */
const BEGINNINGS: readonly (readonly [RegExp, string])[] = [
  [/^sk-ant-/, 'anthropic'],
  [/^sk-or-v\d-/, 'openrouter'],
  [/^sk-proj-/, 'openai'],
  [/^AIza[\w-]{30}/, 'google'],
  [/^gsk_\w{20}/, 'groq'],
  [/^xai-\w{20}/, 'xai'],
  [/^nvapi-/, 'nvidia'],
  [/^hf_\w{20}/, 'huggingface'],
];

/** Variables that only these providers read. */
const OWNERS = ['anthropic', 'openrouter', 'openai', 'google', 'groq', 'xai', 'nvidia', 'huggingface'];

export const keyOfAnotherProvider: Rule = {
  id: 'key-of-another-provider',
  severity: 'warning',
  summary: 'a variable holds a key that looks like one of another provider',
  why: 'Keys of some providers can be told by how they begin: `sk-ant-` is one of Anthropic, `sk-or-` one of OpenRouter, `AIza` one of Google. OpenClaw does not look: it sends what the variable holds, and the provider answers 401.',
  facts: ['R5'],
  *check(routing) {
    for (const { at, name, text, source } of secretTexts(routing)) {
      const looks = BEGINNINGS.find(([beginning]) => beginning.test(text))?.[1];
      const owner = looks && OWNERS.find((id) => providerVariables(id).includes(name));
      if (!owner || owner === looks) continue;
      const to = providerVariables(looks).at(-1)!;
      const isFree = source === 'dotenv' && routing.home.environment.state(to) === 'missing';
      yield {
        at,
        message: `${code(name)} is read for ${code(owner)}, but holds what looks like a key of ${code(looks)}; ${code(owner)} refuses it`,
        ...advice(
          `put it into ${code(to)}, or put a key of ${code(owner)} here`,
          ...(isFree ? [writing(to, renameKey(at, to))] : []),
        ),
      };
    }
  },
};
