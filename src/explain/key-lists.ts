import type { Routing } from '../routing/routing.ts';
import type { Note } from './ladder.ts';

/**
 * Additional keys of Google AI Studio, in order: only the test key if it is set; otherwise the list, the plain names
 * and the numbered ones. Source: facts 5.5.
 */
export function keyList({ home: { environment }, providers }: Routing): Note | undefined {
  const url = providers.get('google')?.at.get('baseUrl')?.text()?.trim();
  if (url && !/^https:\/\/generativelanguage\.googleapis\.com(?:[:/?#]|$)/i.test(url)) return undefined;
  const isSet = (name: string) => environment.state(name) === 'set';
  const numbered = environment.names().filter((name) => name.startsWith('GEMINI_API_KEY_') && isSet(name));
  const names = isSet('OPENCLAW_LIVE_GEMINI_KEY')
    ? ['OPENCLAW_LIVE_GEMINI_KEY']
    : ['GEMINI_API_KEYS', 'GEMINI_API_KEY', ...numbered, 'GOOGLE_API_KEY'].filter(isSet);
  if (
    !names.some((name) => name === 'GEMINI_API_KEYS' || name === 'OPENCLAW_LIVE_GEMINI_KEY' || numbered.includes(name))
  )
    return undefined;
  const at = environment.lookup(names[0]!)?.variable.at;
  return {
    text: `on a rate limit, and then only, the request is sent again with the keys of ${names.join(', then ')}`,
    ...(at && { at }),
  };
}
