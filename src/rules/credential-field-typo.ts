import { rewrite } from '../edit/edit.ts';
import { putting } from '../edit/offer.ts';
import { type Key, type Node, textOf } from '../parse/tree.ts';
import type { Custody } from '../release/custody.ts';
import { CREDENTIAL_FIELDS, type CredentialType, type Store, type StoredProfile } from '../store/store.ts';
import { suggest } from '../text/nearest.ts';
import { advice, code, listed, misspelt, release } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';

/** All fields of a stored credential (facts 4.3). */
const TYPES = Object.keys(CREDENTIAL_FIELDS);
const FIELDS = new Set(
  'type mode provider key apiKey keyRef token tokenRef expires access refresh idToken clientId enterpriseUrl projectId accountId chatgptPlanType subscriptionType rateLimitTier tokenEndpoint deviceAuthorizationEndpoint issuer authFlow oauthRef email displayName metadata copyToAgents setup'.split(
    ' ',
  ),
);
const MEANT: Readonly<Record<CredentialType, readonly string[]>> = {
  api_key: ['api_key', 'apikey', 'value', 'secret', 'token', 'apiToken', 'api-key'],
  token: ['key', 'value', 'access', 'access_token', 'accessToken', 'apiKey', 'setupToken'],
  oauth: ['access_token', 'accessToken', 'token', 'key'],
};

export const credentialFieldTypo: Rule = {
  id: 'credential-field-typo',
  severity: 'error',
  summary: 'a stored credential is written with a field OpenClaw does not read, or without its type',
  why: 'OpenClaw drops the profile, or takes it for one without a credential (`missing_credential`), and then says `No API key found`. It reads `key` or `keyRef` of an `api_key`, `token` or `tokenRef` of a `token`, `access` and `refresh` of an `oauth`.',
  facts: ['4.3'],
  *check({ home, behaviour, target }) {
    for (const store of home.stores)
      for (const profile of store.profiles) {
        const found =
          finding(profile, store) ??
          (target.release ? aliased(profile, behaviour.custody, release(target)) : undefined);
        if (found) yield found;
      }
  },
};

function finding(profile: StoredProfile, store: Store): Finding | undefined {
  const { type, at, id, entry } = profile;
  const owner = id.slice(0, id.indexOf(':'));
  if (!type) {
    const written = entry.get('type') ?? entry.get('mode');
    if (written)
      return {
        at: written,
        message: `profile ${code(id)} has a type OpenClaw does not know; it drops the profile`,
        ...(typeText(written) === 'aws-sdk'
          ? { help: `remove the profile: ${code('"auth": "aws-sdk"')} of the provider is enough` }
          : (misspelt(typeText(written), TYPES, (near) => rewrite(written, near)) ?? {
              help: `write ${listed(TYPES)}`,
            })),
      };
    return store.shape === 'by-provider'
      ? undefined
      : {
          at,
          message: `profile ${code(id)} has no ${code('type')}; OpenClaw drops it`,
          ...advice(
            `add ${code('type')}: ${listed(TYPES)}`,
            ...TYPES.map((type) => putting(`write ${code(type)}`, entry.open ? undefined : entry, ['type'], type)),
          ),
        };
  }
  if (!profile.provider)
    return {
      at,
      message: `profile ${code(id)} has no ${code('provider')}; OpenClaw drops it`,
      ...(id.includes(':')
        ? advice(
            `add ${code(`"provider": "${owner}"`)}`,
            putting(`add ${code(`"provider": "${owner}"`)}`, entry.open ? undefined : entry, ['provider'], owner),
          )
        : { help: `add ${code('provider')}` }),
    };
  if (profile.credential === 'present' || entry.open || entry.get('oauthRef')) return undefined;
  const right = CREDENTIAL_FIELDS[type][0]!;
  const wrong = wrongField(profile, type);
  const effect = 'OpenClaw finds no credential in this profile';
  if (wrong)
    return {
      at: wrong,
      message: `${code(wrong.value)} is not the field that holds the credential of ${type === 'token' ? 'a' : 'an'} ${code(type)} profile; ${effect}`,
      help:
        type === 'oauth'
          ? `log in again: an ${code('oauth')} profile has ${listed(CREDENTIAL_FIELDS.oauth, 'and')}; a pasted token has the type ${code('token')}`
          : `rename it to ${code(right)}`,
      ...(type !== 'oauth' &&
        !entry.entry(right) && { fix: { title: `rename to ${code(right)}`, edits: [rewrite(wrong, right)] } }),
    };
  const problem =
    profile.credential === 'empty'
      ? `the credential of profile ${code(id)} is empty`
      : `profile ${code(id)} has no ${code(right)}`;
  return {
    at,
    message: `${problem}; OpenClaw skips this profile`,
    help: `put the credential into ${code(right)}, or log in again`,
    // one that nothing was written into, as a copy without its secrets has it
    severity: 'warning',
  };
}

/** A field, or a type, that only later releases take for the right one. */
function aliased(profile: StoredProfile, custody: Custody, reader: string): Finding | undefined {
  const { id, entry } = profile;
  const type = entry.get('type') ?? entry.get('mode');
  if (type && !custody.apiKeyType && textOf(type) === 'apiKey')
    return {
      at: type,
      message: `${reader} does not know the type ${code('apiKey')}, only ${code('api_key')}; it drops the profile ${code(id)}`,
      help: `write ${code('api_key')}`,
      fix: { title: `write ${code('api_key')}`, edits: [rewrite(type, 'api_key')] },
    };
  const token = profile.type === 'token' && entry.entry('token');
  if (custody.codexKeys && token && profile.provider === 'openai-codex' && /^sk-/.test(textOf(token.value) ?? ''))
    return {
      at: token.key,
      message: `profile ${code(id)} has the type ${code('token')} and holds an API key, which Codex takes for a login and refuses`,
      help: `write ${code('"type": "api_key"')} and ${code('key')} in the place of ${code('token')}`,
      severity: 'warning',
    };
  if (custody.fieldAliases) return undefined;
  const [wrong, right] =
    [
      ['mode', 'type'],
      ['apiKey', 'key'],
    ].find(([alias, name]) => entry.entry(alias!) && !entry.entry(name!) && !entry.entry(`${name}Ref`)) ?? [];
  const at = wrong !== undefined && entry.entry(wrong)?.key;
  if (!at || right === undefined) return undefined;
  return {
    at,
    message: `${reader} does not read ${code(wrong!)} of a stored profile, only ${code(right)}; it finds no credential in ${code(id)}`,
    help: `rename it to ${code(right)}`,
    fix: { title: `rename to ${code(right)}`, edits: [rewrite(at, right)] },
  };
}

const typeText = (node: Node): string => (node.kind === 'scalar' ? String(node.value) : '');

/** The field that probably holds the credential: a known misnomer, or an unknown field with nearly the right name. */
function wrongField({ entry }: StoredProfile, type: CredentialType): Key | undefined {
  const fields = entry.effective().filter(({ value }) => textOf(value));
  const meant = fields.find(({ key }) => MEANT[type].includes(key.value));
  const near = fields.find(({ key }) => !FIELDS.has(key.value) && suggest(key.value, CREDENTIAL_FIELDS[type]));
  return (meant ?? near)?.key;
}
