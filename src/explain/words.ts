import type { Attempt } from '../routing/credentials/types.ts';
import type { Dropped } from '../routing/models/chain.ts';
import type { Ladder, Rung, Step } from './ladder.ts';
import type { LeftOut } from './skipped.ts';

const TYPES: Readonly<Record<NonNullable<Attempt['type']>, string>> = {
  oauth: 'login',
  token: 'token',
  api_key: 'API key',
  'aws-sdk': 'AWS credentials',
  none: 'no key needed',
};
const REASONS: Readonly<Record<LeftOut['reason'], string>> = {
  profile_missing: 'not stored',
  setup_inactive: 'its set-up was never finished',
  provider_mismatch: 'belongs to another provider',
  mode_mismatch: 'declared as another type than it is stored as',
  malformed_api_key: 'the stored key is malformed',
  missing_credential: 'stored without a credential',
  invalid_expires: 'its time of expiry cannot be read',
  expired: 'expired',
  unresolved_ref: 'its reference leads nowhere',
  excluded_by_auth_order: 'not in the order',
  undeclared: '`auth.profiles` does not declare it',
  unset: 'not set',
  profile_usable: 'not asked: a profile is usable',
  shadowed: 'another key goes first',
  blocked_by_auth_order: 'set, but the order keeps it out',
  config_key_first: 'the key in the config keeps it out',
  cooldown: 'rests after an error',
  incompatible: 'the API of this model does not take it',
  unavailable: 'its login has run out, or its reference names nothing',
  marker: 'a word, not a key',
  retired: 'OpenClaw gave this id up',
  pinned: 'another profile is named for this model',
  unknown_provider: 'nobody defines its provider',
  key_list: 'a list of keys: not read for chats',
  idle_unset: 'refers to a variable that is not set',
  idle_broken: 'its reference names nothing that can be read',
  idle_malformed: 'the stored key is a command line',
  idle_placeholder: 'a placeholder, not a key',
};
const DROPPED: Readonly<Record<Dropped['reason'], string>> = {
  blank: 'an empty entry',
  unparseable: 'no model that OpenClaw can read',
  duplicate: 'the same model again',
  overridden: 'the setting of the agent replaces it',
  pinned: 'a model chosen by hand stands alone',
  'other-provider': 'for models of the provider of the defaults only, in this release',
  'not-listed': '`agents.defaults.models` does not list it',
};

/** `API key, metered`, plus what that depends on. */
export function credentialOf({
  kind,
  type,
  billing,
  plugin,
  unless,
  unseen,
  onlyWithoutProfiles,
  ifSet,
}: Step): string {
  if (kind === 'program') return 'a program on the machine, with its own login';
  const what = type ? TYPES[type] : 'type not known';
  const paid = billing === 'unknown' ? '' : `, ${billing}`;
  if (onlyWithoutProfiles) return `${what}${paid}, if no profile is stored`;
  if (ifSet) return `${what}${paid}, if set as declared here`;
  if (plugin) return `${what}${paid}, if ${plugin} is installed`;
  if (unless) return `${what}${paid}, sent as it stands unless ${unless} is installed: it names a variable then`;
  return `${what}${paid}${unseen ? ', if stored' : ''}`;
}

export function reasonOf({ reason, certain }: LeftOut): string {
  if (reason === 'profile_missing' && !certain) return 'not found in a store';
  if (reason === 'unset' && !certain) return 'not set in any file';
  return REASONS[reason];
}

/** Why a model is in this position. */
export function originOf({ origin, via }: Pick<Rung, 'origin' | 'via'>): string {
  const role = { primary: 'primary', fallback: 'fallback', requested: 'asked for', 'configured-primary': 'primary' }[
    origin
  ];
  if (via === 'built-in') return `${role}, built into OpenClaw`;
  if (via === 'configured-row') return `${role}, first of models.providers`;
  return role;
}

/** What a ladder is about: `opus asked for · agent main`, `image of agent main`. */
export function subject({ agent, asked, slot }: Pick<Ladder, 'agent' | 'asked' | 'slot'>): string {
  const whose = agent === undefined ? 'all agents' : `agent ${agent}`;
  return `${asked === undefined ? '' : `${asked} asked for · `}${slot ? `${slot} of ` : ''}${whose}`;
}

export const droppedFor = ({ reason }: Dropped): string => DROPPED[reason];

/** 30 → `30 s`, 300 → `5 min`, 18000 → `5 h`. */
export function span(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600} h`;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

/** `1`, `1 and 2`, `1 to 4`. */
export function numbers(list: readonly number[]): string {
  if (list.length < 2) return String(list[0] ?? '');
  return list.length === 2 ? `${list[0]} and ${list[1]}` : `${list[0]} to ${list.at(-1)}`;
}

/** A text for a picture, where names are not set apart. */
export const plain = (text: string): string => text.replaceAll('`', '');
