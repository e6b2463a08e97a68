import type { Behaviour } from '../../release/releases.ts';
import type { Usage } from '../../store/store.ts';

/** After these errors a profile rests only for the model that failed (facts 7.2). */
const OF_ONE_MODEL = new Set(['rate_limit', 'timeout', 'model_not_found']);

/**
 * When a profile's rest for a model ends, in milliseconds since 1970; undefined if it is ready.
 * @param provider of the stored profile
 * @param model the model asked for; undefined: any
 */
export function restsUntil(
  usage: Usage | undefined,
  provider: string | undefined,
  model: string | undefined,
  now: number | undefined,
  { neverRest }: Pick<Behaviour, 'neverRest'>,
): number | undefined {
  if (!usage || now === undefined || neverRest.has(provider ?? '')) return undefined;
  const other = (of: string | undefined) => model !== undefined && of !== undefined && of !== model;
  const blocked = other(usage.blockedModel) ? undefined : usage.blockedUntil;
  const cooled =
    OF_ONE_MODEL.has(usage.cooldownReason ?? '') && other(usage.cooldownModel) ? undefined : usage.cooldownUntil;
  const until = Math.max(...[blocked, cooled, usage.disabledUntil].map((each) => each ?? 0));
  return until > now ? until : undefined;
}
