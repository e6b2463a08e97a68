import { isProviderVariable, providerVariables } from '../catalog/catalog.ts';
import { renameKey } from '../edit/edit.ts';
import type { Routing } from '../routing/routing.ts';
import type { Turn } from '../routing/turns.ts';
import { once } from '../text/memo.ts';
import { suggest } from '../text/nearest.ts';
import { isNamed } from './claims/named-variables.ts';
import { code, meant } from './phrases.ts';
import type { Rule } from './rule.ts';

export const envVarNameTypo: Rule = {
  id: 'env-var-name-typo',
  severity: 'warning',
  summary: 'a variable in `.env` is nearly, but not quite, the name of one that OpenClaw reads',
  why: 'Names are compared letter by letter, with case. One that OpenClaw does not look for and the config does not name is never read, and the key in it is never used.',
  facts: ['5.4', '5.5', 'P3'],
  *check(routing) {
    const { home, providers, refs, references } = routing;
    const named = new Set(references.map(({ name }) => name));
    const wanted = once(() => {
      const inUse = new Set([
        ...providers.configured.map(({ id }) => id),
        ...refs.flatMap(({ resolved }) => (resolved ? [resolved.provider] : [])),
      ]);
      // missing-env-var reports those the config names
      return new Set(
        [...inUse]
          .flatMap((id) => providerVariables(id))
          .filter((name) => !named.has(name) && home.environment.state(name) !== 'set'),
      );
    });
    for (const layer of home.environment.layers) {
      if (layer.source === 'example' || layer.source === 'process') continue;
      for (const { name, at } of layer.variables.values()) {
        if (!at || isProviderVariable(name) || !/KEY|TOKEN|SECRET/i.test(name) || (LIST.test(name) && !wrongList(name)))
          continue;
        const near =
          wrongList(name) ?? ofClaudeCode(name, routing) ?? otherName(name, wanted()) ?? suggest(name, wanted());
        if (!near || isNamed(name, layer, routing)) continue;
        yield {
          at,
          message: `nothing reads ${code(name)}; setting it in ${layer.label} has no effect`,
          ...meant(near, [renameKey(at, near)]),
        };
      }
    }
  },
};

/** Lists of keys are not typing errors. */
const LIST = /_KEYS$|_KEY_\d+$/;

/** What Claude Code reads, where OpenClaw itself asks Anthropic and has nothing for it. */
function ofClaudeCode(name: string, { turns, symbols }: Routing): string | undefined {
  if (name !== 'CLAUDE_CODE_OAUTH_TOKEN' || symbols.some(({ text }) => text.includes('claude-cli'))) return undefined;
  const lacks = ({ candidate, credentials }: Turn) => candidate.provider === 'anthropic' && !credentials.attempts[0];
  return turns().some(lacks) ? 'ANTHROPIC_OAUTH_TOKEN' : undefined;
}

/** Google's key lists are named after the product, not the company (facts 5.5). */
const wrongList = (name: string): string | undefined => (name === 'GOOGLE_API_KEYS' ? 'GEMINI_API_KEYS' : undefined);

/** Products whose variables are named after their makers. */
const MAKERS: ReadonlyMap<string, string> = new Map(
  Object.entries({ CLAUDE: 'ANTHROPIC', CHATGPT: 'OPENAI', GPT: 'OPENAI', GROK: 'XAI' }),
);

/** `ANTHROPIC_KEY` and `CLAUDE_API_KEY` for `ANTHROPIC_API_KEY`. */
function otherName(name: string, wanted: ReadonlySet<string>): string | undefined {
  const [first = '', ...rest] = name.toUpperCase().split('_');
  const bare = bared([MAKERS.get(first) ?? first, ...rest].join('_'));
  return [...wanted].find((each) => bared(each) === bare);
}

const bared = (name: string): string => name.replace(/API_?|_/g, '');
