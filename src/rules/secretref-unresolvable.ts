import { rewrite } from '../edit/edit.ts';
import { putting } from '../edit/offer.ts';
import { type Node, nodeAt, type ObjectNode, type Path, textOf } from '../parse/tree.ts';
import { isUpTo } from '../release/releases.ts';
import { advice, code, release, writing } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';

export const secretrefUnresolvable: Rule = {
  id: 'secretref-unresolvable',
  severity: 'error',
  summary: 'a secret reference asks its secret provider for an id that this one cannot have',
  why: 'A file of mode `singleValue` holds one secret, whose id is `value`; in a JSON file an id is a pointer that begins with `/`; an `env` provider with an `allowlist` gives only the names in it. `openclaw config validate` accepts the config, and every command that needs the secret stops. Run on 2026.9.6, each with a control.',
  facts: ['2.6'],
  *check(routing) {
    const { root } = routing.home;
    for (const { path, text, kind, role } of routing.symbols) {
      if (kind !== 'secretProvider' || role !== 'refersTo' || path[0] === 'secrets') continue;
      const id = nodeAt(root, [...path.slice(0, -1), 'id']);
      const name = id && textOf(id);
      const provider = nodeAt(root, ['secrets', 'providers', text]);
      const source = nodeAt(root, [...path.slice(0, -1), 'source']);
      if (!id || !name || provider?.kind !== 'object' || name.includes('${')) continue;
      // a reference to a provider of another source makes the config invalid
      if (!source || textOf(source) !== textOf(provider.get('source') ?? source)) continue;
      const found =
        textOf(provider.get('source')) === 'exec' && name.includes('#') && isUpTo(routing.target.release, PLAIN_TO)
          ? {
              message: `the id of a secret that a program gives has no ${code('#')} before ${PARTS_FROM}; ${release(routing.target)} refuses to start with it`,
              help: `let the program know it by another name, or update OpenClaw to ${PARTS_FROM} or newer`,
            }
          : trouble(name, id, provider, [root, ['secrets', 'providers', text]]);
      if (found) yield { at: id, ...found, related: [{ at: provider, message: 'the secret provider' }] };
    }
  },
};

/** The last release that was read to refuse `#` in such an id, and the first that takes it. */
const PLAIN_TO = '2026.5.22';
const PARTS_FROM = '2026.5.26';

function trouble(
  id: string,
  at: Node,
  provider: ObjectNode,
  [root, path]: readonly [Node | undefined, Path],
): Omit<Finding, 'at'> | undefined {
  const of = (key: string) => textOf(provider.get(key));
  const source = of('source');
  if (source === 'file' && of('mode') === 'singleValue')
    return id === 'value'
      ? undefined
      : {
          message: `a file of mode ${code('singleValue')} holds one secret, called ${code('value')}; there is no ${code(id)} in it`,
          ...advice(
            `write ${code('"id": "value"')}, or set the mode to ${code('json')}`,
            writing('"id": "value"', rewrite(at, 'value')),
            ...(id.startsWith('/')
              ? [putting(`set the mode to ${code('json')}`, root, [...path, 'mode'], 'json')]
              : []),
          ),
        };
  if (source === 'file' && (of('mode') === 'json' || of('mode') === undefined) && !id.startsWith('/'))
    return {
      message: `the id of a secret in a JSON file is a pointer such as ${code('/openai/apiKey')}; ${code(id)} finds nothing`,
      ...advice(
        `write ${code(`"/${id.replaceAll('.', '/')}"`)} if the secret is there`,
        writing(`"/${id.replaceAll('.', '/')}"`, rewrite(at, `/${id.replaceAll('.', '/')}`)),
      ),
    };
  const allowed = provider.get('allowlist');
  const names = allowed?.kind === 'array' ? allowed.items.map(textOf) : undefined;
  return source === 'env' && names && !names.includes(id)
    ? {
        message: `${code(id)} is not in the ${code('allowlist')} of its secret provider, which gives nothing else`,
        ...advice(
          `add ${code(id)} to the list`,
          putting(`add ${code(id)} to the list`, root, [...path, 'allowlist', names.length], id),
        ),
      }
    : undefined;
}
