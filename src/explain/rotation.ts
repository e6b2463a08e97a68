import { compare, NEWEST, type Target } from '../release/releases.ts';
import type { Slot } from '../routing/models/slots.ts';

/** How long a turn stays with one provider when it is told to slow down. */
export interface Rotation {
  /** requests to the first credential that is rate limited, the first one included */
  readonly rateLimitTries: number;
  /** requests after a time-out or an overload, the first one included */
  readonly transientTries: number;
  /** credentials of one model that are used on a rate limit or overload while another model follows */
  readonly credentials: number;
  readonly limited: boolean;
  /** whether a key of the config rests after an auth or billing error, as profiles do */
  readonly configKeysRest: boolean;
  /** whether a profile rests after an overload, and after a rate limit that another one has used the repeats up for */
  readonly restsOften: boolean;
}

const ONCE: Rotation = {
  rateLimitTries: 1,
  transientTries: 1,
  credentials: Infinity,
  limited: false,
  configKeysRest: false,
  restsOften: true,
};
// facts 7.1, H21
const LIMITED: Rotation = {
  rateLimitTries: 10,
  transientTries: 9,
  credentials: 2,
  limited: true,
  configKeysRest: false,
  restsOften: true,
};

// facts 7.2, H21
const NEWEST_WAY: Rotation = { ...LIMITED, configKeysRest: true, restsOften: false };

/** What the release of a home does; that of the newest when it is not known. */
export function rotation({ release = NEWEST }: Pick<Target, 'release'>): Rotation {
  if (compare(release, '2026.4.1') < 0) return ONCE;
  return compare(release, '2026.8.2') < 0 ? LIMITED : NEWEST_WAY;
}

/**
 * Slots whose models are asked in whole turns, which repeat and rotate; the facts say nothing of the others' retries.
 */
export const isTurn = (slot: Slot | undefined): boolean =>
  slot === undefined || slot === 'model' || slot === 'subagents' || slot === 'heartbeat';
