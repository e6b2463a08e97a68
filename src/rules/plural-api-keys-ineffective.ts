import { providerVariables } from '../catalog/catalog.ts';
import { renameKey } from '../edit/edit.ts';
import { type Place, textAt } from '../text/file.ts';
import { isNamed } from './claims/named-variables.ts';
import { code, writing } from './phrases.ts';
import type { Rule } from './rule.ts';

export const pluralApiKeysIneffective: Rule = {
  id: 'plural-api-keys-ineffective',
  severity: 'warning',
  summary: 'a list of keys such as `OPENAI_API_KEYS` is set, but no chat model reads it',
  why: 'Lists (`…_API_KEYS`) and numbered keys (`…_API_KEY_2`) are read for Google models, embeddings and media only, and for Google only beside a `GEMINI_API_KEY`. Alone they are no credential of a chat model: with only `OPENAI_API_KEYS` or `GEMINI_API_KEYS` a turn fails, and with `OPENAI_API_KEY` beside it the others are never tried.',
  facts: ['5.5'],
  *check(routing) {
    const { home } = routing;
    const found = home.environment.layers.flatMap((layer) => {
      if (layer.source === 'example' || layer.source === 'process') return [];
      return [...layer.variables.values()].flatMap(({ name, at, value }) => {
        const single = /^(.+_API_KEY)(?:S|_\d+)$/.exec(name)?.[1];
        return single && at && !isNamed(name, layer, routing) ? [{ name, single, at, value }] : [];
      });
    });
    if (found.length === 0) return;
    const chat = routing.turns();
    for (const { name, single, at, value } of found) {
      const users = chat.filter(
        ({ candidate: { provider }, credentials }) =>
          providerVariables(provider).includes(single) &&
          // a key list of Google does rotate if there is a plain key as well
          (!/^google/.test(provider) || credentials.attempts.length === 0),
      );
      const provider = users[0]?.candidate.provider;
      if (!provider) continue;
      const inVain = users.some(({ credentials }) => credentials.attempts.length === 0);
      yield {
        at,
        message: inVain
          ? `no chat model reads ${code(name)}, so it is no credential for ${code(provider)}`
          : `no chat model reads ${code(name)}: requests to ${code(provider)} go out with its other credential only`,
        help: `${inVain ? `put one key in ${code(single)}; ` : ''}to rotate keys, store each as a profile and list them in ${code(`auth.order.${provider}`)}`,
        severity: inVain ? 'warning' : 'info',
        ...(inVain &&
          isOne(value) &&
          found.filter((each) => each.single === single).length === 1 &&
          home.environment.state(single) === 'missing' && {
            // the provider is asked from then on
            fix: { ...writing(single, renameKey(at, single)), unsafe: true as const },
          }),
      };
    }
  },
};

/** Whether there is one key in it, and no list. */
const isOne = (value: Place | undefined): boolean => value !== undefined && !/[\s,;]/.test(textAt(value));
