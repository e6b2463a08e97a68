import { addedUp } from './tables.ts';
/**
 * How a release chooses credentials. Read in its package and compared with its own functions, run in process on random
 * homes (facts H24). Each row holds the differences from the row before; a change may be as old as the release named in
 * its comment.
 */
export interface Custody {
  /** an order under another name of the same provider counts */
  readonly sharedOrders: boolean;
  /** declared or listed profiles none of which is stored give way to the stored ones */
  readonly repairsOrders: boolean;
  /** an order in the store whose profiles do not exist is repaired; the result is sorted as if there were no order */
  readonly repairsStoredOrders: boolean;
  /** lists in the stores of other agents than main lose the profiles that nobody has */
  readonly prunesOrders: boolean;
  /** `openai-codex` goes by a list of `openai` where it has none of its own */
  readonly codexOrders: boolean;
  /** a turn of `openai` looks at the profiles of `openai-codex` as well (facts 3.2) */
  readonly codexLogins: boolean;
  /** a rest after a rate limit applies to one model */
  readonly restsByModel: boolean;
  /** expired logins come last; those that cannot be renewed are not tried */
  readonly watchesLogins: boolean;
  /** in a store `mode` counts as `type`, and `apiKey` as `key` */
  readonly fieldAliases: boolean;
  /** `doctor --fix` imports a store without `profiles` */
  readonly importsFlat: boolean;
  /** `"type": "apiKey"` in a store */
  readonly apiKeyType: boolean;
  /** a profile that refers to a variable counts although that is not set */
  readonly unsetReferences: boolean;
  /** a pasted command line is not a key */
  readonly malformedKeys: boolean;
  /** an invalid `expires` makes a token unusable */
  readonly strictExpiry: boolean;
  /** an agent's own profiles come before main's */
  readonly ownFirst: boolean;
  /** variable names and words like `ollama-local` are not keys */
  readonly markers: boolean;
  /** those of these words that it does not know yet: they are sent */
  readonly laterMarkers: ReadonlySet<string>;
  /** `auth: "api-key"` puts the key in the config first */
  readonly keyFirst: boolean;
  /** which local servers need no key; `own-network`: words that mean so count there, and before variables do */
  readonly keyless: 'none' | 'this-machine' | 'own-network';
  /** a text that refers to a variable keeps being a reference where that is not set; before, it is sent as it stands */
  readonly textReferences: boolean;
  /** `$NAME` without braces is a reference, too */
  readonly dollarNames: boolean;
  /** API keys of `openai` serve `openai-codex` as well */
  readonly codexKeys: boolean;
  /** an `apiKey` may name a profile */
  readonly profileKeys: boolean;
  /**
   * a block of `ollama` is asked without a key, besides what holds for every block: wherever it is; on the own network,
   * as every block with that API, even behind a key that is not there; or only if its key is no reference
   */
  readonly keylessOllama: 'never' | 'anywhere' | 'own-network' | 'own-network-unreferred';
  /** `plugins.allow` keeps the plugin of Ollama out, as `plugins.deny` does */
  readonly allowsOllama: boolean;
  /**
   * endpoint and API of an `openai` model determine which credentials fit; `by-endpoint`: a model that may be asked both
   * ways may be asked so with `api: "openai-completions"`, too
   */
  readonly openAiRoutes: 'none' | 'by-model' | 'by-endpoint';
  /** a reference as `apiKey` keeps profiles out: only with `auth: "api-key"`, or always */
  readonly referenceFirst: 'with-auth' | 'always';
}

const FIRST: Custody = {
  sharedOrders: false,
  repairsOrders: false,
  repairsStoredOrders: false,
  prunesOrders: false,
  codexOrders: false,
  codexLogins: false,
  restsByModel: false,
  watchesLogins: false,
  fieldAliases: false,
  importsFlat: false,
  apiKeyType: false,
  unsetReferences: false,
  malformedKeys: false,
  strictExpiry: false,
  ownFirst: false,
  markers: false,
  laterMarkers: new Set(['lmstudio-local', 'codex-app-server', 'apple-fm-local']),
  keyFirst: false,
  keyless: 'none',
  textReferences: false,
  dollarNames: false,
  codexKeys: false,
  profileKeys: false,
  keylessOllama: 'never',
  allowsOllama: false,
  openAiRoutes: 'none',
  referenceFirst: 'with-auth',
};

const CHANGES: readonly (readonly [since: string, change: Partial<Custody>])[] = [
  ['2026.1.29', {}],
  // packages: in 2026.2.24, not in 2026.1.30
  ['2026.2.1', { repairsOrders: true }],
  // packages: in 2026.2.26, not in 2026.2.24
  ['2026.2.25', { fieldAliases: true }],
  // packages: in 2026.3.13, not in 2026.3.2
  [
    '2026.3.13',
    { markers: true, strictExpiry: true, unsetReferences: true, keyless: 'this-machine', keylessOllama: 'anywhere' },
  ],
  // packages: in 2026.4.5, not in 2026.3.22
  ['2026.4.5', { keyFirst: true }],
  // packages: in 2026.4.15, not in 2026.4.9
  ['2026.4.10', { textReferences: true }],
  // run: in 2026.4.15, not in 2026.3.28
  ['2026.4.15', { allowsOllama: true }],
  // run: in 2026.4.24, not in 2026.4.15; the other word in 2026.5.28, not in 2026.4.24
  ['2026.4.16', { laterMarkers: new Set(['apple-fm-local']) }],
  ['2026.4.25', { laterMarkers: new Set() }],
  // packages: in 2026.5.28, not in 2026.4.15; orders: in 2026.4.29, not in 2026.4.15; words, stores: not in 2026.4.26
  ['2026.4.29', { importsFlat: true, keyless: 'own-network', keylessOllama: 'own-network', sharedOrders: true }],
  // packages: in 2026.5.18, not in 2026.5.7
  ['2026.5.12', { codexKeys: true, codexOrders: true, codexLogins: true, dollarNames: true }],
  // packages: in 2026.5.28, not in 2026.5.22
  ['2026.5.28', { prunesOrders: true }],
  // packages: in 2026.6.1, not in 2026.5.28
  [
    '2026.6.1',
    {
      codexKeys: false,
      codexOrders: false,
      codexLogins: false,
      prunesOrders: false,
      apiKeyType: true,
      repairsStoredOrders: true,
      profileKeys: true,
    },
  ],
  // packages: in 2026.6.11, not in 2026.6.1
  ['2026.6.11', { ownFirst: true }],
  // packages: in 2026.7.1, not in 2026.6.11
  ['2026.7.1', { malformedKeys: true, keylessOllama: 'own-network-unreferred' }],
  // packages: in 2026.8.1, not in 2026.7.1-2
  ['2026.8.1', { openAiRoutes: 'by-model', watchesLogins: true, restsByModel: true, keylessOllama: 'never' }],
  // packages: in 2026.9.6, not in 2026.8.2
  ['2026.9.1', { openAiRoutes: 'by-endpoint', referenceFirst: 'always' }],
];

/** The combined rows up to each release. */
export const CUSTODY: readonly (readonly [since: string, custody: Custody])[] = addedUp(FIRST, CHANGES);
