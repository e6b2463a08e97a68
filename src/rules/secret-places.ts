import { isProviderVariable } from '../catalog/catalog.ts';
import { nodeAt, textOf } from '../parse/tree.ts';
import { credentialContext } from '../routing/credentials/context.ts';
import { providerKey } from '../routing/credentials/provider-key.ts';
import { isOwnNetwork } from '../routing/local.ts';
import type { Routing } from '../routing/routing.ts';
import { type Place, textAt } from '../text/file.ts';
import { once, perObject } from '../text/memo.ts';
import { isSecretHeader } from './secret-texts.ts';

export interface SecretText {
  readonly at: Place;
  /** the text as it is written; of a variable without its quotes */
  readonly value: Place;
  /** the key or variable that holds it */
  readonly name: string;
  /** never to be printed */
  readonly text: string;
  readonly source: 'config' | 'dotenv' | 'store';
}

/**
 * The credentials for models: secret fields of `models`, keys in `env` and `.env` files that providers read or these
 * fields refer to, and text stores. Leaves out local servers, which accept anything.
 */
export const secretTexts = perObject((routing: Routing): readonly SecretText[] => [...collect(routing)]);

function* collect(routing: Routing): Iterable<SecretText> {
  const { home, secrets, providers } = routing;
  const referred = once(() => referredTo(routing));
  const isKey = (name: string) => isProviderVariable(name) || referred().has(name);
  for (const { node, path } of secrets) {
    const text = path[0] === 'models' ? textOf(node) : undefined;
    const url = providers.get(String(path[2]))?.at.get('baseUrl')?.text();
    if (text === undefined || (url !== undefined && isOwnNetwork(url))) continue;
    if (path.includes('headers') && !isSecretHeader(String(path.at(-1)), text)) continue;
    yield { at: node, value: node, name: String(path.at(-1)), text, source: 'config' };
  }
  for (const node of [nodeAt(home.root, ['env', 'vars']), nodeAt(home.root, ['env'])])
    if (node?.kind === 'object')
      for (const { key, value } of node.effective()) {
        const text = textOf(value);
        if (text !== undefined && isKey(key.value)) yield { at: value, value, name: key.value, text, source: 'config' };
      }
  for (const { source, variables } of home.environment.layers) {
    if (source === 'example' || source === 'process' || source === 'config-env') continue;
    for (const { name, at, value } of variables.values())
      if (at && value && isKey(name))
        yield {
          at,
          value,
          name,
          text: textAt(value),
          source: 'dotenv',
        };
  }
  for (const store of home.stores)
    for (const { entry } of store.profiles)
      for (const field of ['key', 'token']) {
        const node = entry.get(field);
        const text = node && textOf(node);
        if (node && text !== undefined) yield { at: node, value: node, name: field, text, source: 'store' };
      }
}

/** The variables that hold keys of providers, but for those of local servers. */
function referredTo(routing: Routing): ReadonlySet<string> {
  const found = new Set<string>();
  const context = credentialContext(routing);
  for (const { id, at } of routing.providers.configured) {
    const url = at.get('baseUrl')?.text();
    const key = url !== undefined && isOwnNetwork(url) ? undefined : providerKey(id, context);
    if (key?.kind === 'reference' && key.source === 'env') found.add(key.name);
  }
  return found;
}
