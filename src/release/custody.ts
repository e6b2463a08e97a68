/**
 * What a release does with credentials. Read from its package and held against its own functions, run in process on
 * random homes. Each row names the release that was read and differs from the one before it in the table; the change
 * may be as much older as the release named in its comment is.
 */
export interface Custody {
  /** a list under another name of the same provider counts */
  readonly sharedOrders: boolean;
  /** a list in the store of which nothing exists is repaired; what is repaired is sorted as without a list */
  readonly repairsStoredOrders: boolean;
  /** a rest after a rate limit is of one model */
  readonly restsByModel: boolean;
  /** logins that have run out come last; without a way to renew them they are not tried */
  readonly watchesLogins: boolean;
  /** `"type": "apiKey"` in a store */
  readonly apiKeyType: boolean;
  /** a pasted command line is no key */
  readonly malformedKeys: boolean;
  /** an `expires` that is no time makes a token unusable */
  readonly strictExpiry: boolean;
  /** an agent's own profiles come before those of main */
  readonly ownFirst: boolean;
  /** the bare name of a variable, and words like `ollama-local`, are no keys */
  readonly markers: boolean;
  /** `auth: "api-key"` puts the key of the config first */
  readonly keyFirst: boolean;
  /** which servers of one's own need no key */
  readonly keyless: 'none' | 'this-machine' | 'own-network';
  /** an `apiKey` may name a profile, and a key of the config goes before profiles where it is a reference */
  readonly configFirst: boolean;
  /** the endpoint and the API of an `openai` model decide which credentials fit */
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
