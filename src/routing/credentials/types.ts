import type { Place } from '../../text/file.ts';
import type { Billing } from './billing.ts';
import type { Reason } from './eligibility.ts';
import type { Idle } from './idle.ts';
import type { ResolvedOrder, ResolvedProfile } from './resolve-order.ts';

/** The type of a credential; `none`: a local server that needs no key. */
export type AttemptType = 'oauth' | 'token' | 'api_key' | 'aws-sdk' | 'none';

/** Where a credential comes from; `program`: the login of another program that OpenClaw runs. */
export type AttemptKind = 'profile' | 'environment' | 'config' | 'aws-sdk' | 'local' | 'program';

/** One credential that a turn tries, and the place that configures it. */
export interface Attempt {
  readonly kind: AttemptKind;
  /** a profile id, the name of a variable, a config path */
  readonly label: string;
  /** undefined: a variable of the process, or not written anywhere */
  readonly at?: Place | undefined;
  readonly type: AttemptType | undefined;
  readonly billing: Billing;
  /** false: it depends on an unseen store, plugin or secret */
  readonly certain: boolean;
  /** @internal */
  readonly profile?: ResolvedProfile | undefined;
  /** the npm plugin that must be installed for it */
  readonly plugin?: string | undefined;
  /** an `apiKey` that is the name of a variable once this npm plugin is installed, and is sent as it stands before */
  readonly unless?: string | undefined;
  /** OpenClaw turns to it, but sends nothing that could be accepted */
  readonly idle?: Idle | undefined;
  /** tried only if no profile turns out to be stored */
  readonly onlyWithoutProfiles?: true;
  /** a variable that `.env.example` declares and no file sets */
  readonly ifSet?: true;
}

/**
 * Why a credential is not tried. Beside the reasons of profiles:
 * `unset` the variable, or what is referred to, is not there; `profile_usable` the provider has a usable profile, and a
 * variable alone is asked only where there is none; `shadowed` another credential of the same step goes before it;
 * `blocked_by_auth_order` an explicit order without a usable profile; `config_key_first` the key in the config is a
 * reference, or meant to go first, and keeps stored profiles out; `cooldown` it rests after an error; `incompatible`
 * the model's API takes another kind of credential; `unavailable` a login has run out and cannot be renewed; `marker` a
 * word that names no credential; `retired` a profile id
 * that OpenClaw gave up; `pinned` only the profile that the entry names is used.
 */
export type SkipReason =
  | Reason
  | 'unset'
  | 'profile_usable'
  | 'shadowed'
  | 'blocked_by_auth_order'
  | 'config_key_first'
  | 'cooldown'
  | 'incompatible'
  | 'unavailable'
  | 'marker'
  | 'retired'
  | 'pinned';

export interface Skipped {
  readonly kind: AttemptKind;
  readonly label: string;
  readonly reason: SkipReason;
  readonly certain: boolean;
  readonly at?: Place | undefined;
}

/**
 * Why a turn fails before it sends anything, though credentials may be there: `explicit_order` has no usable profile;
 * `pinned_profile` (`model@profile`) or `bound_profile` (an `apiKey` that names a profile) cannot be used; `cooldown`
 * of every usable profile; `unusable_profiles` there are profiles, but none that can be sent; `endpoint`: the API, the endpoint and `auth` of its
 * block contradict each other; `missing` nothing at all.
 */
export interface Blocked {
  readonly reason:
    | 'explicit_order'
    | 'pinned_profile'
    | 'bound_profile'
    | 'cooldown'
    | 'unusable_profiles'
    | 'endpoint'
    | 'missing';
  readonly at?: Place | undefined;
  readonly profile?: string;
  readonly because?: SkipReason;
  readonly certain: boolean;
}

export interface Credentials {
  /** in the order a turn tries them; empty: the model cannot be used */
  readonly attempts: readonly Attempt[];
  /** the same with those that are `idle`; absent if none is */
  readonly planned?: readonly Attempt[] | undefined;
  readonly skipped: readonly Skipped[];
  readonly blocked?: Blocked | undefined;
  readonly order: ResolvedOrder;
}
