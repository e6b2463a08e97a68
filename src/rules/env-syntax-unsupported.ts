import { type Lookalike, type LookalikeForm, lookalikes, within } from '../env/references.ts';
import { entriesOf, type Node, nodeAt, ScalarNode } from '../parse/tree.ts';
import { compare, isUpTo, type Target } from '../release/releases.ts';
import type { Routing } from '../routing/routing.ts';
import { refsOf } from './claims.ts';
import { code } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';

const SAYS: Record<LookalikeForm, string> = {
  shorthand: 'is a variable only in secret fields since OpenClaw 2026.5.18; here it is plain text',
  dollar: 'is not a variable here: it is plain text to OpenClaw',
  'lower-case': 'is not a variable, since names of variables are in capitals',
  default: 'is not a variable: OpenClaw has no default values for variables',
  'env-prefix': 'is not a variable: OpenClaw has no `env` prefix',
  mustache: 'is not a variable: OpenClaw reads nothing in double braces',
  percent: 'is not a variable: OpenClaw reads nothing in percent signs',
  marker: 'is a retired marker',
  secretref: 'is not a reference: it is plain text to OpenClaw',
  file: 'is not a reference: OpenClaw does not read that file',
  nested: 'is not a variable: only the inner one is',
  unclosed: 'is not a variable: the closing brace is missing',
  braces: 'is not a variable: names are made of capitals, digits and `_`',
};

export const envSyntaxUnsupported: Rule = {
  id: 'env-syntax-unsupported',
  severity: 'error',
  summary: 'a value is written as a variable in a way that OpenClaw does not read',
  why: 'Only `${NAME}` in capitals is a variable, and since 2026.5.18, in secret fields, `$NAME` as the whole value. Everything else is sent to the provider as it stands, as in `Authorization: Bearer ${K:-none}`.',
  facts: ['2.1', '2.2'],
  *check(routing) {
    const { secrets, providers, home } = routing;
    for (const { node, path } of secrets)
      if (node.kind === 'scalar') yield* inText(node, path[0] === 'models' ? 'key' : 'secret', routing);
    for (const node of variablesOfServers(home.root))
      if (!secrets.some((secret) => secret.node === node))
        for (const found of lookalikes(String(node.value)))
          if (/^(?:default|env-prefix|secretref)$/.test(found.form) && found.name)
            yield finding(node, found, 'text', routing);
    for (const provider of providers.configured) {
      const url = provider.at.get('baseUrl')?.node;
      if (url?.kind === 'scalar') yield* inText(url, 'text', routing);
    }
    for (const { at } of refsOf('env-syntax-unsupported', routing))
      if (at instanceof ScalarNode) yield* inText(at, 'text', routing);
  },
};

/** What MCP servers and skills are started with, or asked with: no shell reads it. */
function* variablesOfServers(root: Node | undefined): Iterable<ScalarNode> {
  const maps = [nodeAt(root, ['mcp', 'servers']), nodeAt(root, ['skills', 'entries'])];
  for (const { value } of maps.flatMap((each) => entriesOf(each))) {
    for (const map of [nodeAt(value, ['env']), nodeAt(value, ['headers'])])
      for (const each of entriesOf(map))
        if (each.value.kind === 'scalar' && typeof each.value.value === 'string') yield each.value;
  }
}

/** The last release that was seen to send `$NAME` as the key itself; 2026.5.18 puts the value in. */
const WITHOUT_SHORTHAND = '2026.5.12';

const readsShorthand = ({ release }: Target): boolean =>
  release === undefined || compare(release, WITHOUT_SHORTHAND) > 0;

/** The first release with a store of secrets of its own. */
const STORE_SINCE = '2026.8.1';

const hasStore = ({ release }: Target): boolean => release === undefined || compare(release, STORE_SINCE) >= 0;

/** The last release that was seen without `__env__:`; 2026.5.28 knows it. */
const WITHOUT_ENV_MARKER = '2026.5.2';

/** A key goes to its provider. */
type Holding = 'key' | 'secret' | 'text';

function* inText(node: ScalarNode, holding: Holding, routing: Routing): Iterable<Finding> {
  if (typeof node.value !== 'string') return;
  const credential = holding !== 'text';
  for (const found of lookalikes(node.value)) {
    if (credential && found.form === 'shorthand' && readsShorthand(routing.target)) continue;
    if (found.form === 'dollar' && credential) continue;
    if (found.form === 'percent' && !credential) continue;
    yield finding(node, found, holding, routing);
  }
}

/** What follows a `${` that nothing closes may be the rest of a secret: only a name in capitals is told. */
function finding(node: ScalarNode, lookalike: Lookalike, holding: Holding, { target, behaviour }: Routing): Finding {
  const { form, name, start, end } = lookalike;
  const at = within(node, start, end);
  const credential = holding !== 'text';
  const isKnown = !String(node.value).startsWith('__env__') || !isUpTo(target.release, WITHOUT_ENV_MARKER);
  const isRetired = form === 'marker' && behaviour.custody.markers && isKnown;
  const isRest = credential && form === 'unclosed' && name !== name?.toUpperCase();
  const variable = isRest ? undefined : name?.toUpperCase();
  const shown =
    form === 'default'
      ? `\${${name}…}`
      : form === 'file'
        ? 'file:…'
        : credential && !variable
          ? 'this'
          : form === 'unclosed' && name
            ? `\${${name}`
            : String(node.value).slice(start, end);
  const certain =
    variable !== undefined &&
    (form === 'env-prefix' || form === 'mustache') &&
    name === variable &&
    /^[A-Z_]/.test(variable);
  return {
    at,
    message: `${shown === 'this' ? 'this' : code(shown)} ${isRetired || form !== 'marker' ? SAYS[form] : SAYS.secretref}; it ${isRetired ? 'resolves to nothing' : holding === 'key' ? 'is sent to the provider as it stands' : 'is used as it stands'}`,
    help:
      form === 'file'
        ? 'set `apiKey` of the provider to a SecretRef with `"source": "file"`, and name the file in `secrets.providers`; or put the value into `.env`'
        : form === 'secretref' && variable && shown.startsWith('{') && credential && hasStore(target)
          ? `write ${code(`{ "source": "store", "provider": "default", "id": "${variable}" }`)}`
          : variable
            ? `write ${code(`\${${variable}}`)}`
            : 'write `${NAME}` with the name of a variable in capitals',
    // both sides may read a token as it stands; `env:default:NAME` was said to work in 2026.3.13, which was not seen
    severity: holding === 'key' && form !== 'env-prefix' ? 'error' : 'warning',
    ...(certain &&
      at !== node && { fix: { title: `write ${code(`\${${variable}}`)}`, edits: [{ at, text: `\${${variable}}` }] } }),
  };
}
