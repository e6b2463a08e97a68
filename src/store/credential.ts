import { secretShorthand } from '../env/references.ts';
import type { FieldRow } from '../files.ts';
import { type Node, type ObjectNode, textOf } from '../parse/tree.ts';
import type { Place } from '../text/file.ts';
import {
  CREDENTIAL_FIELDS,
  type CredentialType,
  REFERENCES,
  type StoredProfile,
  type StoredReference,
} from './store.ts';

/** What stands in a field for a credential: as a database says it, or the reference with its place. */
type Field = Exclude<FieldRow, object> | StoredReference;

/**
 * Which of its fields is a profile's credential (facts 4.3): a reference beats a text; `apiKey` counts only
 * if there is nothing else.
 *
 * @param fields those that are there
 * @param malformed the key is a pasted command line
 */
export function credentialOf(
  type: CredentialType | undefined,
  fields: ReadonlyMap<string, Field>,
  malformed: boolean,
): Pick<StoredProfile, 'credential' | 'reference' | 'malformed' | 'oauthRef' | 'renewable'> {
  if (!type) return { credential: 'missing' };
  const [text, other, alias] = CREDENTIAL_FIELDS[type].map((name) => fields.get(name));
  if (type === 'oauth') {
    const tokens = [text, other].map(presence);
    const oauthRef = fields.get('oauthRef');
    return {
      credential: tokens.includes('present') ? 'present' : tokens.includes('empty') ? 'empty' : 'missing',
      renewable: tokens[1] === 'present',
      ...((oauthRef === 'object' || typeof oauthRef === 'object') && { oauthRef: true }),
    };
  }
  const reference = [other, text].find((field) => typeof field === 'object');
  if (reference) return { credential: 'present', reference };
  const credential = presence(text ?? alias);
  return {
    credential: credential === 'missing' && other ? 'empty' : credential,
    ...(malformed && type === 'api_key' && { malformed: true }),
  };
}

const presence = (field: Field | undefined): StoredProfile['credential'] =>
  field === undefined ? 'missing' : field === 'present' ? 'present' : 'empty';

/** The fields of an entry that may hold its credential. */
export function credentialFields(entry: ObjectNode, type: CredentialType | undefined): Map<string, Field> {
  const fields = new Map<string, Field>();
  for (const name of type ? [...CREDENTIAL_FIELDS[type], 'oauthRef'] : []) {
    const node = entry.get(name);
    if (node) fields.set(name, fieldOf(node, REFERENCES.includes(name)));
  }
  return fields;
}

function fieldOf(node: Node, mayBeShort: boolean): Field {
  if (node.kind === 'object') return referenceIn(node) ?? 'object';
  const text = textOf(node) ?? '';
  const variable = mayBeShort ? secretShorthand(text) : undefined;
  if (variable !== undefined) return reference('env', undefined, variable, node);
  return text.trim() === '' ? 'empty' : 'present';
}

/** A SecretRef, also without `provider` (facts 2.2, 2.6). */
function referenceIn(node: ObjectNode): StoredReference | undefined {
  const [source, provider, id] = ['source', 'provider', 'id'].map((key) => textOf(node.get(key))?.trim());
  return source && id && /^(?:env|file|exec|store)$/.test(source) ? reference(source, provider, id, node) : undefined;
}

const reference = (source: string, provider: string | undefined, id: string, at: Place): StoredReference => ({
  source,
  provider: provider || 'default',
  id,
  at,
});
