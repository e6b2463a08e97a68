import { once } from '../text/memo.ts';
import { CUSTODY, type Custody } from './custody.ts';
import { type ModelIds, modelIds } from './model-ids.ts';
import { NAMING, type Naming } from './naming.ts';
import { compare } from './number.ts';
import { ROTATION, type Rotation } from './rotation.ts';
import {
  AUTH_ALIASES,
  accumulatedMap,
  accumulatedSet,
  BUILT_IN_ALIASES,
  DEFAULT_MODEL,
  EXTERNAL_PROVIDERS,
  FORMER_VARIABLES,
  LATER_PROVIDERS,
  OVERLAY_PROVIDERS,
  PROVIDER_ID_ALIASES,
  UNREAD_VARIABLES,
} from './tables.ts';

/**
 * How one release behaves. A row starts at the first release seen to behave that way, so a change may be slightly older
 * if releases in between were not read.
 */
export interface Behaviour {
  /** false for an unknown release and for one newer than any modelled: then this is the newest's behaviour */
  readonly certain: boolean;
  /** an unset `${VAR}`: the gateway does not start, or warns and keeps the literal text */
  readonly missingVariable: 'fatal' | 'warning';
  /** an unset variable for the key of a provider or the gateway's sign-in: the gateway does not start, or does */
  readonly missingSecret: 'fatal' | 'warning';
  /** whether `env.vars` fills in a `${VAR}` in a value, or sets the text as it is written */
  readonly variablesOfVariables: 'filled-in' | 'as-written';
  /** where credentials live; `sqlite` reads auth-profiles.json only in `openclaw doctor --fix` */
  readonly store: 'json' | 'sqlite';
  /** a leftover auth-profiles.json beside an empty SQLite store makes commands fail */
  readonly leftoverStoreFatal: boolean;
  /** which `models.providers` blocks need `baseUrl` and `models`: all, or those not in overlayProviders */
  readonly providerBlockNeedsBaseUrl: 'every' | 'custom';
  /** ids whose `models.providers` block may omit `baseUrl` and `models`; empty while every block needs them */
  readonly overlayProviders: ReadonlySet<string>;
  /** official provider ids that are separate npm plugins in this release */
  readonly externalProviders: ReadonlySet<string>;
  /** ids that are no provider yet */
  readonly laterProviders: ReadonlySet<string>;
  /** the provider of a primary ref without a slash */
  readonly defaultProvider: 'anthropic' | 'openai';
  /** the ref used when no primary is configured */
  readonly defaultModel: string;
  /** alias → ref; each exists only if its ref is a key of `agents.defaults.models` without an alias of its own */
  readonly builtInAliases: ReadonlyMap<string, string>;
  /** provider ids that the core rewrites everywhere, after trimming and lower-casing */
  readonly providerIdAliases: ReadonlyMap<string, string>;
  readonly agentsKey: 'list' | 'entries';
  /** two agents need `agents.ownership: "explicit"` or one legacy `default: true` */
  readonly agentsNeedOwnership: boolean;
  /** `env.NAME: "value"` beside `env.vars` */
  readonly flatEnv: boolean;
  readonly authCooldowns: boolean;
  /** `auth.profiles.*.mode: "aws-sdk"` */
  readonly awsSdkProfiles: boolean;
  /**
   * whether the keys of `agents.defaults.models` also limit primary and fallbacks, or only `/model`, cron, hook and
   * session overrides
   */
  readonly modelsMapMeaning: 'allowlist' | 'override-allowlist';
  readonly modelPolicy: boolean;
  /** a ref to an unconditionally retired model makes the whole config invalid */
  readonly retiredModelsFatal: boolean;
  /** ids that the release renames itself in `model` and `models` (`gemini-3-pro-preview`) are not refused there */
  readonly renamesModels: boolean;
  /** an explicit auth order without a usable profile also blocks the environment key */
  readonly emptyOrderBlocksEnvironment: boolean;
  /** tokens; models with a smaller window are refused */
  readonly minContextWindow: number;
  /** seconds a profile rests after its 1st, 2nd, … error in a row; the last value repeats */
  readonly cooldownSeconds: readonly number[];
  /** seconds of the first rest after a billing error; doubles up to 24 hours */
  readonly billingSeconds: number;
  /** providers whose profiles never rest: they switch accounts or upstreams themselves */
  readonly neverRest: ReadonlySet<string>;
  /** how it chooses credentials */
  readonly custody: Custody;
  /** ids of providers that use another's credentials, besides those the core rewrites */
  readonly authAliases: ReadonlyMap<string, string>;
  /** variables that it does not read, `NAME` or `provider/NAME` */
  readonly unreadVariables: ReadonlySet<string>;
  /** variables that a provider has in some releases only, separated by commas */
  readonly formerVariables: ReadonlyMap<string, string>;
  /** how it resolves model names */
  readonly naming: Naming;
  /** the model ids that it rewrites */
  readonly modelIds: ModelIds;
  /** how a turn repeats and rotates when it meets errors */
  readonly rotation: Rotation;
  /** `{source, provider, id}` objects in secret fields, and the `secrets` section */
  readonly secretRef: boolean;
  /** SecretRefs may have the source `store` */
  readonly secretStore: boolean;
  /** when it puts an older config in the place of the present one, by itself */
  readonly restoring: Restoring;
}

/** What a release does with the copies that it keeps of a config (facts H25). */
export interface Restoring {
  /**
   * `.bak` takes the place of a config that could be used but seems to have lost much: never; where nothing but
   * `update.channel` is left; or also where `meta`, `gateway.mode` or half of its length is gone
   */
  readonly fromBackup: 'never' | 'update-only' | 'suspicious';
  /** `.last-good` takes the place of one that is refused: never, when the gateway starts, or in `openclaw doctor --fix` */
  readonly fromLastGood: 'never' | 'start' | 'doctor';
}

type Since<T> = readonly (readonly [since: string, value: T])[];

const ROWS = {
  // facts H2
  missingVariable: [
    ['2026.1.29', 'fatal'],
    ['2026.3.7', 'warning'],
  ] as Since<Behaviour['missingVariable']>,
  missingSecret: [
    ['2026.1.29', 'fatal'],
    ['2026.8.1', 'warning'],
  ] as Since<Behaviour['missingSecret']>,
  // facts 2.3; packages: filled in from 2026.3.13 on, not in 2026.3.2
  variablesOfVariables: [
    ['2026.1.29', 'as-written'],
    ['2026.3.13', 'filled-in'],
  ] as Since<Behaviour['variablesOfVariables']>,
  // facts H3
  store: [
    ['2026.1.29', 'json'],
    ['2026.6.5', 'sqlite'],
  ] as Since<Behaviour['store']>,
  // facts H4
  leftoverStoreFatal: [
    ['2026.1.29', false],
    ['2026.8.1', true],
  ] as Since<boolean>,
  // facts H5
  providerBlockNeedsBaseUrl: [
    ['2026.1.29', 'every'],
    ['2026.5.19', 'custom'],
  ] as Since<Behaviour['providerBlockNeedsBaseUrl']>,
  // facts H6
  defaultModel: DEFAULT_MODEL as Since<string>,
  // facts H11
  agentsKey: [
    ['2026.1.29', 'list'],
    ['2026.8.1', 'entries'],
  ] as Since<Behaviour['agentsKey']>,
  // facts H11
  agentsNeedOwnership: [
    ['2026.1.29', false],
    ['2026.8.1', true],
  ] as Since<boolean>,
  // facts H12
  flatEnv: [
    ['2026.1.29', true],
    ['2026.8.1', false],
  ] as Since<boolean>,
  // facts H13
  authCooldowns: [
    ['2026.1.29', true],
    ['2026.8.1', false],
  ] as Since<boolean>,
  // facts H14
  awsSdkProfiles: [
    ['2026.1.29', false],
    ['2026.5.12', true],
  ] as Since<boolean>,
  // facts 6.4, H15
  modelsMapMeaning: [
    ['2026.1.29', 'allowlist'],
    ['2026.2.25', 'override-allowlist'],
  ] as Since<Behaviour['modelsMapMeaning']>,
  // facts H15
  modelPolicy: [
    ['2026.1.29', false],
    ['2026.8.1', true],
  ] as Since<boolean>,
  // facts H16
  retiredModelsFatal: [
    ['2026.1.29', false],
    ['2026.5.2', true],
  ] as Since<boolean>,
  // facts H16
  renamesModels: [
    ['2026.1.29', true],
    ['2026.8.1', false],
  ] as Since<boolean>,
  // facts H17
  emptyOrderBlocksEnvironment: [
    ['2026.1.29', false],
    ['2026.8.1', true],
  ] as Since<boolean>,
  // facts H18
  minContextWindow: [
    ['2026.1.29', 16_000],
    ['2026.5.7', 4_000],
  ] as Since<number>,
  // facts H19
  cooldownSeconds: [
    ['2026.1.29', [60, 300, 1_500, 3_600]],
    ['2026.3.31', [30, 60, 300]],
  ] as Since<readonly number[]>,
  // facts H19
  billingSeconds: [
    ['2026.1.29', 18_000],
    ['2026.9.3', 600],
  ] as Since<number>,
  // facts 3.3; packages: in 2026.2.24, not in 2026.1.30
  neverRest: [
    ['2026.1.29', new Set()],
    ['2026.2.24', new Set(['openrouter', 'kilocode'])],
  ] as Since<ReadonlySet<string>>,
  naming: NAMING as Since<Naming>,
  custody: CUSTODY as Since<Custody>,
  rotation: ROTATION as Since<Rotation>,
  // facts H20
  secretRef: [
    ['2026.1.29', false],
    ['2026.2.26', true],
  ] as Since<boolean>,
  // facts H20
  secretStore: [
    ['2026.1.29', false],
    ['2026.8.1', true],
  ] as Since<boolean>,
  // facts H25
  restoring: [
    ['2026.1.29', { fromBackup: 'never', fromLastGood: 'never' }],
    ['2026.4.5', { fromBackup: 'update-only', fromLastGood: 'never' }],
    ['2026.4.29', { fromBackup: 'suspicious', fromLastGood: 'start' }],
    ['2026.5.12', { fromBackup: 'never', fromLastGood: 'doctor' }],
    ['2026.6.11', { fromBackup: 'suspicious', fromLastGood: 'doctor' }],
  ] as Since<Restoring>,
};

const NEWEST_KNOWN = '9999.12.0';
const behaviours = new Map<string, Behaviour>();

/**
 * The behaviour of a target's release; that of the newest one, marked uncertain, if it is unknown or newer than any
 * modelled.
 */
export function behaviour(target: {
  readonly release: string | undefined;
  readonly newerThanModelled?: boolean;
}): Behaviour {
  const release = target.release ?? NEWEST_KNOWN;
  const certain = target.release !== undefined && !target.newerThanModelled;
  const key = certain ? release : `${release}?`;
  let facts = behaviours.get(key);
  if (!facts) behaviours.set(key, (facts = gather(release, certain)));
  return facts;
}

/**
 * Normalizes a provider id as this release does: trimmed, lower-cased, and mapped through the core's aliases if it has
 * any.
 */
export function providerId(of: Behaviour, text: string): string {
  const id = text.trim().toLowerCase();
  return of.providerIdAliases.get(id) ?? id;
}

function gather(release: string, certain: boolean): Behaviour {
  const facts = Object.fromEntries(
    Object.entries(ROWS).map(([name, rows]) => [name, rowAt(rows as Since<unknown>, release)]),
  ) as { [K in keyof typeof ROWS]: (typeof ROWS)[K] extends Since<infer T> ? T : never };
  const overlay = once(() => accumulatedSet(OVERLAY_PROVIDERS, release));
  const external = once(() => accumulatedSet(EXTERNAL_PROVIDERS, release));
  const later = once(() => accumulatedSet(LATER_PROVIDERS, release));
  const aliases = once(() => accumulatedMap(BUILT_IN_ALIASES, release));
  const idAliases = once(() => accumulatedMap(PROVIDER_ID_ALIASES, release));
  const authAliases = once(() => accumulatedMap(AUTH_ALIASES, release));
  const former = once(() => accumulatedMap(FORMER_VARIABLES, release));
  const unread = once(() => accumulatedSet(UNREAD_VARIABLES, release));
  const ids = once(() => modelIds(release));
  const defaultProvider = facts.defaultModel.split('/')[0] as Behaviour['defaultProvider'];
  return {
    ...facts,
    certain,
    defaultProvider,
    get overlayProviders() {
      return overlay();
    },
    get externalProviders() {
      return external();
    },
    get laterProviders() {
      return later();
    },
    get builtInAliases() {
      return aliases();
    },
    get providerIdAliases() {
      return idAliases();
    },
    get authAliases() {
      return authAliases();
    },
    get formerVariables() {
      return former();
    },
    get unreadVariables() {
      return unread();
    },
    get modelIds() {
      return ids();
    },
  };
}

function rowAt<T>(rows: Since<T>, release: string): T {
  return rows.findLast(([since]) => compare(since, release) <= 0)![1];
}
