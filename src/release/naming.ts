import { addedUp } from './tables.ts';
/**
 * How a release resolves model names in a config. Read in its package and compared with its own functions, run in
 * process on random homes (facts H22, H23). Each row holds the differences from the row before; a change may be as old
 * as the release named in its comment.
 */
export interface Naming {
  /** which texts may be aliases: those without a slash, any text, or `provider/alias` as well */
  readonly aliases: 'bare' | 'any' | 'scoped';
  /** the same for primaries */
  readonly primaryAliases: 'bare' | 'any' | 'scoped';
  /** `alias@profile` as a primary */
  readonly pinnedAliases: boolean;
  /** a built-in alias gives way where another model is given it; before, the last of both counts */
  readonly builtInYields: boolean;
  /** a model has only the last alias it is given, and none after a blank one */
  readonly oneAlias: boolean;
  /** agents have their own `models` maps */
  readonly agentMaps: boolean;
  /** the provider of a bare id: always the default one, its only owner, or the owner with the exact spelling */
  readonly owners: 'none' | 'alike' | 'exact-first';
  /** a bare primary belongs to the provider of a key of the map that is written so, too: `opus` to `anthropic/opus` */
  readonly primaryOfUnreadKeys: boolean;
  /** which ids of rows of `models.providers` loading rewrites: none, Google's where no other API is named, or all */
  readonly rows: 'as-written' | 'google' | 'rewritten';
  /** whether a bare primary is taken literally, including `@profile`, or read like any other text */
  readonly barePrimary: 'as-written' | 'kept-without-owner' | 'read';
  /** ids of a provider whose block names a foreign `api` are taken more literally */
  readonly foreignApis: boolean;
  /** such a primary is never an alias */
  readonly foreignBeforeAlias: boolean;
  /** beside a foreign API of the default provider, a text with nothing on one side of its slash is a bare id */
  readonly halfRefs: boolean;
  /** `openrouter:auto` and `openrouter:free` */
  readonly openrouterWords: boolean;
  /** what belongs to the id although an `@` stands before it: nothing, dates, or quantizations like `@q4_k_m` too */
  readonly versions: 'none' | 'dates' | 'all';
  /** which `@` starts a profile */
  readonly profileAt: 'none' | 'last' | 'first';
  /**
   * the model without a primary: the built-in one, or the first row of `models.providers`, with its provider as written
   * or in lower case
   */
  readonly impliedRow: 'none' | 'as-written' | 'lower-case';
  /** which blocks of the default provider count in that case: any, or only one with rows */
  readonly defaultBlock: 'any' | 'with-model';
  /** whether bare fallbacks and bare keys belong to the provider of the agent's own model, or of the defaults' */
  readonly chainProvider: 'defaults' | 'agent';
  /** an agent's model without `fallbacks` keeps the defaults' fallbacks */
  readonly agentKeepsFallbacks: boolean;
  /** for a model of another provider than the defaults', only if they name that model */
  readonly fallbacksOfOneProvider: boolean;
  /** which models are rewritten once more when their chain is built: the first one, all, or none */
  readonly chainRewrites: 'first' | 'all' | 'none';
  /** a primary is looked up among the aliases again when its chain is built */
  readonly chainAliases: 'none' | 'bare-first' | 'scoped-first';
  /** what may be requested besides the keys of the map */
  readonly alsoAllowed: 'primary' | 'primary-and-fallbacks' | 'nothing';
  /** the primary's id is read as a ref of its own for that, so that `groq/moonshotai/x` lets in `moonshotai/x` */
  readonly rereadsPrimary: boolean;
  /** the map may contain `provider/*` */
  readonly wildcards: boolean;
  /** bare keys of the map belong to their only owner */
  readonly ownedKeys: boolean;
  /** `agents.defaults.subagents.model` beats the agent's own model */
  readonly subagentDefaultsFirst: boolean;
  /**
   * whose setting names the model of a job without one: its agent's alone; that for subagents, if there is one; or the
   * agent's own for subagents, and then its model before or behind that of the defaults for subagents
   */
  readonly jobModel: 'agent' | 'subagents' | 'agent-first' | 'subagents-first';
  /**
   * the fallbacks of a job: its agent's; completed by the defaults' where the job names a model; else those of the
   * setting for subagents that named it; or also the defaults' where the agent only repeats their model
   */
  readonly jobFallbacks: 'agent' | 'completed' | 'subagents' | 'inherited';
  /** an agent's `model` replaces the defaults' for its jobs, or is merged into it: even a blank primary, and a text */
  readonly jobDefaults: 'replaced' | 'merged';
  /** an agent's own `models` map stands in place of the defaults' for its jobs */
  readonly jobMaps: boolean;
  /** a job whose model may not be asked for fails; before, it asked what it would without it */
  readonly refusedJobs: 'ask-others' | 'fail';
  /** what follows a model chosen with `/model`: as one from outside, but not the configured primary, or nothing */
  readonly byHand: 'everything' | 'fallbacks' | 'nothing';
  /** a bare image model belongs to the row that accepts images */
  readonly imageRows: boolean;
  /** other bare image models belong to the provider of the first one, not always to the default one */
  readonly imageProvider: 'default' | 'first';
  /** a bare model for summaries is looked up among rows, owners and aliases, not just one of the agent's provider */
  readonly namesSummaries: boolean;
  /** a model whose id begins with its provider's name has a key without the repetition */
  readonly shortKeys: boolean;
  /** a repeated provider prefix is dropped, but for foreign APIs and rows of `models.providers` */
  readonly ownPrefix: 'kept' | 'stripped';
  /**
   * what loading does to model settings and keys of `models` maps: nothing; it rewrites their providers and Google's and
   * Together's ids; or it also drops a repeated prefix, whatever the API
   */
  readonly loading: 'nothing' | 'rewrites' | 'collapses';
  /** `openai/gpt-5.3-codex` belongs to `openai-codex` */
  readonly codexProvider: boolean;
  /** what is added to `agents.defaults.models` besides the primary if an Anthropic key is in use */
  readonly anthropicModels: readonly string[];
  /** a variable of the config that refers to another one is a sign of it, too; later it is filled in only afterwards */
  readonly anthropicByReference: boolean;
  /**
   * how the primary is read for that: the built-in aliases, only `opus` and `sonnet`, or every Claude id the release knows
   */
  readonly anthropicPrimary: 'aliases' | 'families' | 'known';
  /** what is added if the Claude CLI's login is in use */
  readonly claudeCliModels: readonly string[];
  /** those are Anthropic's ids, with the Claude models the config names, and a declared profile of the CLI suffices */
  readonly claudeCliWidely: boolean;
}

const FIRST: Naming = {
  aliases: 'bare',
  primaryAliases: 'bare',
  pinnedAliases: false,
  builtInYields: false,
  oneAlias: false,
  agentMaps: false,
  owners: 'none',
  primaryOfUnreadKeys: false,
  rows: 'as-written',
  barePrimary: 'as-written',
  foreignApis: false,
  foreignBeforeAlias: false,
  halfRefs: false,
  openrouterWords: false,
  versions: 'none',
  profileAt: 'none',
  impliedRow: 'none',
  defaultBlock: 'any',
  chainProvider: 'defaults',
  agentKeepsFallbacks: true,
  fallbacksOfOneProvider: false,
  chainRewrites: 'none',
  chainAliases: 'none',
  alsoAllowed: 'primary',
  rereadsPrimary: false,
  wildcards: false,
  ownedKeys: false,
  subagentDefaultsFirst: true,
  jobModel: 'agent',
  jobFallbacks: 'agent',
  jobDefaults: 'replaced',
  jobMaps: false,
  refusedJobs: 'fail',
  byHand: 'everything',
  imageRows: false,
  imageProvider: 'default',
  namesSummaries: false,
  shortKeys: false,
  ownPrefix: 'kept',
  loading: 'nothing',
  codexProvider: true,
  anthropicModels: [],
  anthropicByReference: true,
  anthropicPrimary: 'aliases',
  claudeCliModels: [],
  claudeCliWidely: false,
};

const claudeCli = (ids: string): readonly string[] => ids.split(' ').map((id) => `claude-cli/claude-${id}`);

/** Rows by release; each holds the differences from the one before. */
const CHANGES: readonly (readonly [since: string, change: Partial<Naming>])[] = [
  ['2026.1.29', {}],
  // packages: in 2026.2.17, not in 2026.2.12
  ['2026.2.17', { jobDefaults: 'merged', byHand: 'fallbacks' }],
  // packages: in 2026.2.24, not in 2026.1.30
  ['2026.2.24', { chainRewrites: 'first', rereadsPrimary: true }],
  // packages: in 2026.2.25, not in 2026.2.24, which strikes fallbacks that are not in the map
  ['2026.2.25', { fallbacksOfOneProvider: true }],
  // packages: in 2026.2.26, not in 2026.2.25
  ['2026.2.26', { profileAt: 'last', refusedJobs: 'ask-others' }],
  // packages: in 2026.3.2, not in 2026.2.26
  ['2026.3.2', { codexProvider: false, profileAt: 'first' }],
  // packages: in 2026.3.13, not in 2026.3.2
  [
    '2026.3.13',
    { alsoAllowed: 'primary-and-fallbacks', impliedRow: 'as-written', shortKeys: true, anthropicByReference: false },
  ],
  // packages: in 2026.3.22, not in 2026.3.13
  ['2026.3.22', { versions: 'dates' }],
  // packages: in 2026.3.28, not in 2026.2.26
  ['2026.3.28', { jobModel: 'subagents' }],
  // packages: in 2026.4.5, not in 2026.3.28
  [
    '2026.4.5',
    {
      owners: 'alike',
      subagentDefaultsFirst: false,
      jobModel: 'agent-first',
      jobFallbacks: 'completed',
      anthropicPrimary: 'families',
    },
  ],
  // packages: in 2026.4.9, not in 2026.4.5
  ['2026.4.7', { versions: 'all', claudeCliModels: claudeCli('sonnet-4-6 opus-4-6 opus-4-5 sonnet-4-5 haiku-4-5') }],
  // packages: in 2026.4.15, not in 2026.4.9
  [
    '2026.4.15',
    { claudeCliModels: claudeCli('opus-4-7 sonnet-4-6 opus-4-6 opus-4-5 sonnet-4-5 haiku-4-5'), rows: 'google' },
  ],
  // packages: in 2026.4.22, not in 2026.4.15
  [
    '2026.4.22',
    {
      openrouterWords: true,
      foreignApis: true,
      anthropicModels: ['anthropic/claude-sonnet-4-6'],
      imageProvider: 'first',
    },
  ],
  // packages: in 2026.4.26, not in 2026.4.22
  ['2026.4.26', { ownedKeys: true }],
  // packages: in 2026.4.29, not in 2026.4.26
  [
    '2026.4.29',
    {
      aliases: 'any',
      primaryAliases: 'any',
      refusedJobs: 'fail',
      agentKeepsFallbacks: false,
      byHand: 'nothing',
      chainAliases: 'bare-first',
      imageRows: true,
    },
  ],
  // packages: in 2026.5.12; rows not in 2026.5.7, subagents not in 2026.5.2
  ['2026.5.12', { rows: 'rewritten', subagentDefaultsFirst: true }],
  // packages: in 2026.5.18, not in 2026.5.7
  ['2026.5.18', { loading: 'collapses', jobFallbacks: 'subagents' }],
  // packages: in 2026.5.22, not in 2026.5.7
  ['2026.5.19', { anthropicPrimary: 'known', claudeCliWidely: true }],
  // packages: in 2026.5.28, not in 2026.5.18
  [
    '2026.5.28',
    {
      pinnedAliases: true,
      wildcards: true,
      barePrimary: 'kept-without-owner',
      chainAliases: 'scoped-first',
      fallbacksOfOneProvider: false,
      primaryOfUnreadKeys: true,
      claudeCliModels: claudeCli('opus-4-8 opus-4-7 sonnet-4-6 opus-4-6'),
    },
  ],
  // packages: in 2026.6.1, not in 2026.5.28
  [
    '2026.6.1',
    {
      foreignBeforeAlias: true,
      primaryOfUnreadKeys: false,
      ownPrefix: 'stripped',
      chainRewrites: 'all',
      halfRefs: true,
    },
  ],
  // packages: in 2026.6.11, not in 2026.6.1
  ['2026.6.11', { namesSummaries: true, jobFallbacks: 'inherited' }],
  // packages: in 2026.7.1, not in 2026.6.11
  [
    '2026.7.1',
    {
      aliases: 'scoped',
      builtInYields: true,
      anthropicModels: ['anthropic/claude-sonnet-5', 'anthropic/claude-sonnet-4-6'],
      claudeCliModels: claudeCli('opus-4-8 sonnet-5 opus-4-7 sonnet-4-6 opus-4-6'),
    },
  ],
  // packages: in 2026.8.1, not in 2026.7.1-2
  [
    '2026.8.1',
    {
      agentMaps: true,
      jobModel: 'subagents-first',
      jobMaps: true,
      impliedRow: 'lower-case',
      oneAlias: true,
      chainProvider: 'agent',
      chainAliases: 'none',
      defaultBlock: 'with-model',
      alsoAllowed: 'primary',
      claudeCliModels: claudeCli('opus-5 sonnet-5 fable-5 opus-4-8 opus-4-7 sonnet-4-6 opus-4-6'),
    },
  ],
  // packages: in 2026.9.6, not in 2026.8.2
  [
    '2026.9.1',
    {
      primaryAliases: 'scoped',
      owners: 'exact-first',
      barePrimary: 'read',
      loading: 'rewrites',
      chainRewrites: 'none',
      halfRefs: false,
      alsoAllowed: 'nothing',
      claudeCliModels: claudeCli('opus-5-5 opus-5 sonnet-5 fable-5-1 fable-5 opus-4-8 opus-4-7 sonnet-4-6 opus-4-6'),
    },
  ],
  // packages: in 2026.9.3, not in 2026.9.2
  ['2026.9.3', { jobMaps: false }],
];

/** The combined rows up to each release. */
export const NAMING: readonly (readonly [since: string, naming: Naming])[] = addedUp(FIRST, CHANGES);
