/** How a turn goes on to the next credential or model, and how long it stays with one. */
export interface Rotation {
  /** whether a turn of a conversation goes on to another model when one fails */
  readonly reachesFallbacks: boolean;
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

const ROTATES: Rotation = {
  reachesFallbacks: true,
  rateLimitTries: 1,
  transientTries: 1,
  credentials: Infinity,
  limited: false,
  configKeysRest: false,
  restsOften: true,
};
const LIMITS: Rotation = { ...ROTATES, rateLimitTries: 10, transientTries: 9, credentials: 2, limited: true };

/** From which release on it is so (facts 7.1, 7.2, H21). */
export const ROTATION: readonly (readonly [since: string, rotation: Rotation])[] = [
  ['2026.1.29', ROTATES],
  ['2026.3.28', { ...ROTATES, reachesFallbacks: false }],
  ['2026.3.31', ROTATES],
  ['2026.4.1', LIMITS],
  ['2026.8.1', { ...LIMITS, configKeysRest: true, restsOften: false }],
];
