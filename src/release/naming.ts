/**
 * How a release reads the names of models in a config. Read from its package and held against its own functions, run
 * in process on random homes. Each row names the release that was read and differs from the one before it in the table;
 * the change may be as much older as the release named in its comment is.
 */
export interface Naming {
  /** a text that may be an alias: one without a slash, any text, or `provider/alias` as well */
  readonly aliases: 'bare' | 'any' | 'scoped';
  /** the same of a primary */
  readonly primaryAliases: 'bare' | 'any' | 'scoped';
  /** `alias@profile` as a primary */
  readonly pinnedAliases: boolean;
  /** a model has one alias, the last it is given, and none after a blank one */
  readonly oneAlias: boolean;
  /** agents have `models` maps of their own */
  readonly agentMaps: boolean;
  /** whose a bare id is: always the default provider's, that of its one owner, or of the one that spells it exactly so */
  readonly owners: 'none' | 'alike' | 'exact-first';
  /** whether rows of `models.providers` count as written or as the provider's ids are rewritten, too */
  readonly ownersByMeaning: boolean;
  /** a bare primary is taken as it stands, `@profile` and all, or read as any other text */
  readonly barePrimary: 'as-written' | 'kept-without-owner' | 'read';
  /** the ids of a provider whose block speaks the `api` of another are taken more literally */
  readonly foreignApis: boolean;
  /** such a primary is no alias, whatever the aliases say */
  readonly foreignBeforeAlias: boolean;
  /** `openrouter:auto` and `openrouter:free` */
  readonly openrouterWords: boolean;
  /** `@q4_k_m` and dates belong to the id */
  readonly versions: boolean;
  /** the `@` that begins a profile */
  readonly profileAt: 'last' | 'first';
  /** without a primary: the built-in model, or the first row of `models.providers`, as written or with its id rewritten */
  readonly impliedRow: 'none' | 'as-written' | 'rewritten';
  /** which blocks stand for the default provider then: any, or one with rows */
  readonly defaultBlock: 'any' | 'with-model';
  /** bare fallbacks and bare keys belong to the provider of the agent's own model, or to that of the defaults */
  readonly chainProvider: 'defaults' | 'agent';
  /** an agent's model without `fallbacks` leaves those of the defaults in force */
  readonly agentKeepsFallbacks: boolean;
  /** those of another provider than the defaults' only where they name the model itself */
  readonly fallbacksOfOneProvider: boolean;
  /** a primary is looked up among the aliases again where its chain is made */
  readonly chainAliases: 'none' | 'bare-first' | 'scoped-first';
  /** the keys of `agents.defaults.models` strike fallbacks that are not among them */
  readonly mapStrikesFallbacks: boolean;
  /** what may be asked for besides the keys of the map */
  readonly alsoAllowed: 'primary' | 'primary-and-fallbacks' | 'nothing';
  /** `provider/*` in the map */
  readonly wildcards: boolean;
  /** bare keys of the map are read as their one owner's */
  readonly ownedKeys: boolean;
  /** `agents.defaults.subagents.model` goes before the agent's own model */
  readonly subagentDefaultsFirst: boolean;
  /** a bare image model belongs to the row that takes images */
  readonly imageRows: boolean;
  /** ids at the start of which the provider repeats itself lose that; `collapsed`: those of foreign APIs, too */
  readonly ownPrefix: 'kept' | 'collapsed' | 'stripped';
  /** `openai/gpt-5.3-codex` is `openai-codex`'s */
  readonly codexProvider: boolean;
  /** what is put into `agents.defaults.models` where an Anthropic key is in use: beside the primary */
  readonly anthropicModels: readonly string[];
}

const FIRST: Naming = {
  aliases: 'bare',
  primaryAliases: 'bare',
  pinnedAliases: false,
  oneAlias: false,
  agentMaps: false,
  owners: 'none',
  ownersByMeaning: false,
  barePrimary: 'as-written',
  foreignApis: false,
  foreignBeforeAlias: false,
  openrouterWords: false,
  versions: false,
  profileAt: 'last',
  impliedRow: 'none',
  defaultBlock: 'any',
  chainProvider: 'defaults',
  agentKeepsFallbacks: true,
  fallbacksOfOneProvider: true,
  chainAliases: 'none',
  mapStrikesFallbacks: true,
  alsoAllowed: 'primary',
  wildcards: false,
  ownedKeys: false,
  subagentDefaultsFirst: true,
  imageRows: false,
  ownPrefix: 'kept',
  codexProvider: true,
  anthropicModels: [],
};
/** The newest as far as it is known; each row says what differs from the one before. */
const CHANGES: readonly (readonly [since: string, change: Partial<Naming>])[] = [
  ['2026.1.29', {}],
  // packages: 2026.2.24 strikes fallbacks that are not in the map, 2026.2.25 does not
  ['2026.2.25', { mapStrikesFallbacks: false }],
  // packages: in 2026.3.2, not in 2026.2.26
  ['2026.3.2', { codexProvider: false }],
  // packages: in 2026.3.13, not in 2026.3.2
  ['2026.3.13', { alsoAllowed: 'primary-and-fallbacks' }],
  // packages: in 2026.4.5, not in 2026.3.28
  [
    '2026.4.5',
    { impliedRow: 'as-written', owners: 'alike', versions: true, profileAt: 'first', subagentDefaultsFirst: false },
  ],
  // packages: in 2026.4.22, not in 2026.4.15
  ['2026.4.22', { openrouterWords: true, foreignApis: true, anthropicModels: ['anthropic/claude-sonnet-4-6'] }],
  // packages: in 2026.4.26, not in 2026.4.22
  ['2026.4.26', { ownedKeys: true }],
  // packages: in 2026.4.29, not in 2026.4.26
  ['2026.4.29', { aliases: 'any', primaryAliases: 'any', agentKeepsFallbacks: false, chainAliases: 'bare-first' }],
  // packages: in 2026.5.18, not in 2026.5.7
  ['2026.5.18', { ownPrefix: 'collapsed' }],
  // packages: in 2026.5.28, not in 2026.5.18
  [
    '2026.5.28',
    {
      pinnedAliases: true,
      wildcards: true,
      barePrimary: 'kept-without-owner',
      ownersByMeaning: true,
      chainAliases: 'scoped-first',
      fallbacksOfOneProvider: false,
      subagentDefaultsFirst: true,
    },
  ],
  // packages: in 2026.6.1, not in 2026.5.28
  ['2026.6.1', { foreignBeforeAlias: true }],
  // packages: in 2026.7.1, not in 2026.6.11
  [
    '2026.7.1',
    {
      aliases: 'scoped',
      anthropicModels: ['anthropic/claude-sonnet-5', 'anthropic/claude-sonnet-4-6'],
    },
  ],
  // packages: in 2026.8.1, not in 2026.7.1-2
  [
    '2026.8.1',
    {
      agentMaps: true,
      oneAlias: true,
      owners: 'exact-first',
      barePrimary: 'read',
      chainProvider: 'agent',
      chainAliases: 'none',
      defaultBlock: 'with-model',
      alsoAllowed: 'nothing',
    },
  ],
  // packages: in 2026.9.6, not in 2026.8.2
  [
    '2026.9.1',
    {
      primaryAliases: 'scoped',
      impliedRow: 'rewritten',
      imageRows: true,
      ownPrefix: 'stripped',
    },
  ],
];

/** What the rows up to each release add up to. */
export const NAMING: readonly (readonly [since: string, naming: Naming])[] = addedUp();

function addedUp(): [since: string, naming: Naming][] {
  let naming = FIRST;
  return CHANGES.map(([since, change]) => {
    naming = { ...naming, ...change };
    return [since, naming];
  });
}
