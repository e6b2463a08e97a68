import { isProviderVariable } from '../../catalog/catalog.ts';
import { lookalikes, substitutions } from '../../env/references.ts';
import { nodeAt, textOf } from '../../parse/tree.ts';
import type { StoredProfile, StoredReference } from '../../store/store.ts';
import { asksToBeReplaced } from '../../text/placeholder.ts';
import type { CredentialContext } from './context.ts';
import { isSet, mayRead } from './provider-key.ts';

/**
 * Why a credential that OpenClaw turns to cannot be sent, or is refused for certain: `unset` it refers to a variable
 * that is not set; `broken` its reference names nothing that can be read; `malformed` a pasted command line;
 * `placeholder` a text that asks to be replaced.
 */
export type Idle = 'unset' | 'broken' | 'malformed' | 'placeholder';

/** Whether the credential of a stored profile is no use; undefined if it may be sent. Source: facts 2.6, 3.6. */
export function idle(stored: StoredProfile | undefined, context: CredentialContext): Idle | undefined {
  if (!stored || stored.type === 'oauth') return undefined;
  if (stored.reference) return ofReference(stored.reference, context);
  if (stored.malformed) return 'malformed';
  const text = textOf(nodeAt(stored.entry, [stored.type === 'token' ? 'token' : 'key']));
  // a planned turn takes the name of a variable for a reference to it
  const named = text !== undefined && context.behaviour.custody.watchesLogins && isProviderVariable(text.trim());
  if (named && !isSet(text.trim(), context)) return 'broken';
  return isPlaceholder(text) ? 'placeholder' : undefined;
}

export const isPlaceholder = (text: string | undefined): boolean =>
  text !== undefined && asksToBeReplaced(text) && substitutions(text).length === 0 && lookalikes(text).length === 0;

function ofReference({ source, provider, id }: StoredReference, context: CredentialContext): Idle | undefined {
  if (source === 'env') return mayRead(provider, id, context) ? (isSet(id, context) ? undefined : 'unset') : 'broken';
  const entry = nodeAt(context.root, ['secrets', 'providers', provider]);
  if (source === 'store' && !entry) return undefined;
  if (textOf(nodeAt(entry, ['source'])) !== source) return 'broken';
  const single = textOf(nodeAt(entry, ['mode'])) === 'singleValue';
  return source === 'file' && single !== (id === 'value') ? 'broken' : undefined;
}
