import { renameKey } from '../edit/edit.ts';
import { compare, isFrom } from '../release/releases.ts';
import type { Place } from '../text/file.ts';
import { isNamed } from './claims/named-variables.ts';
import { advice, code, writing } from './phrases.ts';
import type { Rule, Suggestion } from './rule.ts';

/** Variables that users set but no release reads, with what has the intended effect; some are read since a release. */
const NOT_READ: readonly (readonly [RegExp, string, since?: string])[] = [
  [/^OPENCLAW_(?:DEFAULT_)?MODEL$/, 'set `agents.defaults.model.primary` in the config'],
  [/^ANTHROPIC_API_BASE$/, 'set `models.providers.anthropic.baseUrl` in the config'],
  [/^OLLAMA_API_BASE$/, 'set `models.providers.ollama.baseUrl` in the config'],
  [/^LITELLM_API_BASE$/, 'set `models.providers.litellm.baseUrl` in the config'],
  [/^OPENCLAW_(?:PRIMARY|FALLBACK)_MODELS?$/, 'set `agents.defaults.model` in the config'],
  [/^OLLAMA_BASE_URL$/, 'set `models.providers.ollama.baseUrl` in the config', '2026.8.2'],
  [
    /^OPENCLAW_LIVE_(?:OPENAI|ANTHROPIC|GEMINI)_KEYS?$/,
    'it is read by the tests of OpenClaw alone: store the key as a profile, or set the variable of the provider',
  ],
];

/**
 * Variables that are named for a server, and read by that server or by nothing: of interest where a model of the
 * provider is used and the config does not say what they are to say.
 */
const OF_A_SERVER: readonly (readonly [
  RegExp,
  provider: string,
  key: 'baseUrl' | 'apiKey',
  help: string,
  since?: string,
])[] = [
  [/^OPENAI_BASE_URL$/, 'openai', 'baseUrl', 'set `models.providers.openai.baseUrl` in the config', '2026.7.1'],
  [
    /^ANTHROPIC_BASE_URL$/,
    'anthropic',
    'baseUrl',
    'set `models.providers.anthropic.baseUrl` in the config',
    '2026.9.6',
  ],
  [/^OLLAMA_(?:HOST|URL)$/, 'ollama', 'baseUrl', 'set `models.providers.ollama.baseUrl` in the config'],
  [/^LM_?STUDIO_(?:BASE_)?URL$/, 'lmstudio', 'baseUrl', 'set `models.providers.lmstudio.baseUrl` in the config'],
  [/^LM_?STUDIO_API_(?:KEY|TOKEN)$/, 'lmstudio', 'apiKey', 'call it `LM_API_TOKEN`, which newer releases read'],
];

/** The prefixes of former names of OpenClaw, and the first release seen not to read them. */
const FORMER = /^(?:CLAWDBOT|MOLTBOT)_(?=[A-Z])/;
const UNREAD_SINCE = '2026.5.18';

export const envVarNotRead: Rule = {
  id: 'env-var-not-read',
  severity: 'warning',
  summary: 'a variable that no release of OpenClaw reads, though its name says so',
  why: 'The names are those that installers, guides and other programs use. OpenClaw does not read them: a model is chosen in the config, an address is set there, and keys for its own tests are no credentials of a conversation (`models status` of 2026.9.6 shows none). Names that begin with `CLAWDBOT_` or `MOLTBOT_`, after former names of OpenClaw, are read up to 2026.2.26, and 2026.5.18 only warns about them in its log.',
  facts: ['2.7'],
  *check(routing) {
    const { home, target, providers, refs } = routing;
    const former = isFrom(target.release, UNREAD_SINCE);
    for (const layer of home.environment.layers) {
      const { source, label, variables } = layer;
      if (source === 'example' || source === 'process') continue;
      for (const { name, at, blank } of variables.values()) {
        if (blank) continue;
        const now = name.replace(FORMER, 'OPENCLAW_');
        const help =
          former && now !== name
            ? `rename it to ${code(now)}`
            : (NOT_READ.find(
                ([names, to, since]) => names.test(name) && isUnread(since, target.release) && !isSaid(to),
              )?.[1] ?? ofServer(name));
        if (at && help !== undefined && !isNamed(name, layer, routing))
          yield {
            at,
            message: `OpenClaw does not read ${code(name)}; setting it in ${label} has no effect`,
            ...advice(help, ...renamed(at, help)),
          };
      }
    }

    /** Whether the config has an address already. */
    function isSaid(help: string): boolean {
      const provider = /(\w+)\.baseUrl/.exec(help)?.[1];
      return provider !== undefined && providers.get(provider)?.at.get('baseUrl') !== undefined;
    }

    /** Offered unless the variable of that name is set, too. */
    function renamed(at: Place, help: string): Suggestion[] {
      const to = /^(?:rename it to|call it) `(\w+)`/.exec(help)?.[1];
      return to === undefined || home.environment.state(to) === 'set' ? [] : [writing(to, renameKey(at, to))];
    }

    function ofServer(name: string): string | undefined {
      const found = OF_A_SERVER.find(([names]) => names.test(name));
      if (!found) return undefined;
      const [, provider, key, help, since] = found;
      const isUsed = refs.some(({ resolved }) => resolved?.provider === provider);
      return isUsed && isUnread(since, target.release) && !providers.get(provider)?.at.get(key) ? help : undefined;
    }
  },
};

/** Whether a variable that is read since a release, or never, is not read by another. */
const isUnread = (since: string | undefined, release: string | undefined): boolean =>
  since === undefined || (release !== undefined && compare(release, since) < 0);
