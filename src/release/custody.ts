/**
 * How a release chooses credentials. Read in its package and compared with its own functions, run in process on random
 * homes (facts H24). Each row holds the differences from the row before; a change may be as old as the release named in
 * its comment.
 */
export interface Custody {
  /** an order under another name of the same provider counts */
  readonly sharedOrders: boolean;
  /** an order in the store whose profiles do not exist is repaired; the result is sorted as if there were no order */
  readonly repairsStoredOrders: boolean;
  /** a rest after a rate limit applies to one model */
  readonly restsByModel: boolean;
  /** expired logins come last; those that cannot be renewed are not tried */
  readonly watchesLogins: boolean;
  /** `"type": "apiKey"` in a store */
  readonly apiKeyType: boolean;
  /** a pasted command line is not a key */
  readonly malformedKeys: boolean;
  /** an invalid `expires` makes a token unusable */
  readonly strictExpiry: boolean;
  /** an agent's own profiles come before main's */
  readonly ownFirst: boolean;
  /** variable names and words like `ollama-local` are not keys */
  readonly markers: boolean;
  /** `auth: "api-key"` puts the key in the config first */
  readonly keyFirst: boolean;
  /** which local servers need no key */
  readonly keyless: 'none' | 'this-machine' | 'own-network';
  /** an `apiKey` may name a profile, and a reference in the config beats profiles */
  readonly configFirst: boolean;
  /** endpoint and API of an `openai` model determine which credentials fit */
  readonly openAiRoutes: boolean;
}

const FIRST: Custody = {
  sharedOrders: false,
  repairsStoredOrders: false,
  restsByModel: false,
  watchesLogins: false,
  apiKeyType: false,
  malformedKeys: false,
  strictExpiry: false,
  ownFirst: false,
  markers: false,
  keyFirst: false,
  keyless: 'none',
  configFirst: false,
  openAiRoutes: false,
};

const CHANGES: readonly (readonly [since: string, change: Partial<Custody>])[] = [
  ['2026.1.29', {}],
  // packages: in 2026.3.13, not in 2026.3.2
  ['2026.3.13', { markers: true, strictExpiry: true, keyless: 'this-machine' }],
  // packages: in 2026.4.5, not in 2026.3.22
  ['2026.4.5', { keyFirst: true }],
  // packages: in 2026.5.28, not in 2026.4.15
  ['2026.4.29', { keyless: 'own-network' }],
  // packages: in 2026.6.1, not in 2026.5.28
  ['2026.6.1', { apiKeyType: true, repairsStoredOrders: true, sharedOrders: true }],
  // packages: in 2026.6.11, not in 2026.6.1
  ['2026.6.11', { ownFirst: true }],
  // packages: in 2026.7.1, not in 2026.6.11
  ['2026.7.1', { malformedKeys: true }],
  // packages: in 2026.8.1, not in 2026.7.1-2
  ['2026.8.1', { configFirst: true, openAiRoutes: true, watchesLogins: true, restsByModel: true }],
];

/** The combined rows up to each release. */
export const CUSTODY: readonly (readonly [since: string, custody: Custody])[] = addedUp();

function addedUp(): [since: string, custody: Custody][] {
  let custody = FIRST;
  return CHANGES.map(([since, change]) => {
    custody = { ...custody, ...change };
    return [since, custody];
  });
}
