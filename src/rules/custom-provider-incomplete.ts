import { knownProvider } from '../catalog/catalog.ts';
import { renameKey } from '../edit/edit.ts';
import { putting, taking } from '../edit/offer.ts';
import { keyText, quoteLike, styleOf } from '../edit/style.ts';
import { entriesOf, type Node, nodeAt, type ObjectNode, type ScalarNode } from '../parse/tree.ts';
import { compare } from '../release/releases.ts';
import { variablesRead } from '../routing/credentials/variables.ts';
import type { ConfiguredProvider } from '../routing/providers.ts';
import type { Routing } from '../routing/routing.ts';
import type { Problem } from '../schema/walk.ts';
import { suggest } from '../text/nearest.ts';
import { misspeltIn } from './claims/misspelt-keys.ts';
import { problemsOf } from './claims.ts';
import { advice, code, describe, listed, release, writing } from './phrases.ts';
import type { Finding, Fix, Rule } from './rule.ts';

export const customProviderIncomplete: Rule = {
  id: 'custom-provider-incomplete',
  severity: 'error',
  summary: 'a custom provider lacks `baseUrl` or `models`, or one of its models lacks `id` or `name`',
  why: 'OpenClaw refuses the whole file. Only providers it knows itself may leave `baseUrl` and `models` out (79 ids in 2026.9.6); up to 2026.5.18 no provider might.',
  facts: ['5.1', 'H5'],
  refusesStart: true,
  convertedOnStart: true,
  doubtfulIfNewer: true,
  *check(routing) {
    for (const provider of routing.providers.configured) {
      if (provider.at.node.kind !== 'object' || provider.at.node.open) continue;
      if (
        routing.behaviour.providerBlockNeedsBaseUrl === 'custom' &&
        routing.behaviour.overlayProviders.has(provider.id)
      )
        continue;
      const url = provider.at.get('baseUrl');
      const misspelt = misspeltIn(provider.at.node, routing.problems);
      const lacking = [];
      if ((!url || url.text() === '') && !misspelt.has('baseUrl')) lacking.push('baseUrl');
      if (!provider.at.get('models') && !misspelt.has('models')) lacking.push('models');
      if (lacking.length > 0)
        yield incomplete(
          provider,
          url && lacking.length === 1 && lacking[0] === 'baseUrl' ? url : provider.key,
          lacking,
          routing,
        );
    }
    // what a whole block lacks is reported by the loop above
    for (const problem of problemsOf('custom-provider-incomplete', routing, 'missing-key', 'range', 'type'))
      if (problem.path.length > 3) yield row(problem, routing);
  },
};

function incomplete(
  { id, key }: ConfiguredProvider,
  at: Finding['at'],
  lacking: readonly string[],
  { behaviour, target, providers, refs, home: { root } }: Routing,
): Finding {
  const every = behaviour.providerBlockNeedsBaseUrl === 'every';
  const near = every || !lacking.includes('baseUrl') ? undefined : suggest(id, behaviour.overlayProviders);
  const rename = near !== undefined && !providers.get(near) ? [writing(near, renameKey(key, near))] : [];
  const former = knownProvider(id);
  if (
    former?.kind === 'legacy' &&
    former.canonical &&
    target.release !== undefined &&
    compare(target.release, former.since!) >= 0
  )
    return {
      at,
      message: `${code(id)} has been no provider of OpenClaw since ${former.since}, so it counts as one of your own and has no ${lacking.map(code).join(' and no ')}; ${release(target)} refuses to start without ${lacking.length > 1 ? 'them' : 'it'}`,
      ...advice(
        `remove the block, and write ${code(`${former.canonical}/…`)} where its models are named`,
        taking('remove the block', root, ['models', 'providers', key.value]),
      ),
    };
  const variable = every && isKeyAlone(root, key.value) ? variablesRead(id, behaviour).at(-1) : undefined;
  return {
    at,
    message: `${every ? 'provider' : 'custom provider'} ${code(id)} has no ${lacking.map(code).join(' and no ')}; ${release(target)} refuses to start without ${lacking.length > 1 ? 'them' : 'it'}`,
    ...advice(
      variable
        ? `remove the block, and set ${code(variable)} in ${code('.env')}: this release needs ${code('baseUrl')} and ${code('models')} in every provider block`
        : `${near ? `write ${code(near)} if you mean that built-in provider, else ` : ''}add ${listed(lacking, 'and')}${every ? `; this release needs ${code('baseUrl')} and ${code('models')} in every provider block` : ''}`,
      ...rename,
      ...(lacking.length === 1 && lacking[0] === 'models'
        ? [putting('add `models`', root, ['models', 'providers', key.value, 'models'], rowsOf(id, refs))]
        : []),
    ),
  };
}

/** Such a block is to give a provider of OpenClaw its key, and nothing else. */
const isKeyAlone = (root: Node | undefined, id: string): boolean =>
  knownProvider(id)?.kind === 'bundled' &&
  entriesOf(nodeAt(root, ['models', 'providers', id])).every(({ key }) => key.value === 'apiKey');

/** A row for each model that is named with this provider. */
function rowsOf(provider: string, refs: Routing['refs']): object[] {
  const ids = new Set(
    refs.flatMap(({ resolved, text }) =>
      resolved?.provider === provider && !text.includes('*') ? resolved.model : [],
    ),
  );
  return [...ids].map((id) => ({ id, name: id }));
}

function row(problem: Problem, { target, home }: Routing): Finding {
  const refuses = `${release(target)} refuses to start with it`;
  if (problem.kind === 'missing-key' && problem.path.length === 5) {
    const id = problem.owner.get('id');
    const copy =
      problem.key === 'name' && id?.kind === 'scalar' && id.value
        ? ` such as \`"name": ${JSON.stringify(String(id.value))}\``
        : '';
    return {
      at: problem.at,
      message: `this model has no ${code(problem.key)}; ${release(target)} refuses to start without it`,
      help: `add ${code(problem.key)}${copy}`,
      ...(copy && id?.kind === 'scalar' && { fix: named(id, problem.owner) }),
    };
  }
  if (problem.kind === 'range')
    return {
      at: problem.at,
      message: `this ${code(String(problem.path[5]))} is empty; ${refuses}`,
      help: 'write the id that the provider gives the model',
    };
  if (problem.kind !== 'type') throw new Error(`not a model row: ${problem.kind}`);
  if (problem.path.length === 4)
    return {
      at: problem.at,
      message: `${code('models')} takes a list of models here, not ${describe(problem.at)}; ${refuses}`,
      help: `write ${code(`[${example(problem.at)}]`)}`,
    };
  const whole = rowFor(problem.at, nodeAt(home.root, problem.path.slice(0, 3)));
  return {
    at: problem.at,
    message: `a model is an object with ${code('id')} and ${code('name')} here, not ${describe(problem.at)}; ${refuses}`,
    help: whole ? `write ${code(whole)}` : `write ${code('{ "id": "…", "name": "…" }')}`,
    ...(whole && { fix: { title: `write ${code(whole)}`, edits: [{ at: problem.at, text: whole }] } }),
  };
}

/** A row made of a bare id, with the provider's quoting. */
function rowFor(id: Node, provider: Node | undefined): string | undefined {
  if (id.kind !== 'scalar' || typeof id.value !== 'string' || provider?.kind !== 'object') return undefined;
  const text = quoteLike(id, id.value);
  const style = styleOf(provider.file);
  return `{ ${keyText('id', style)}: ${text}, ${keyText('name', style)}: ${text} }`;
}

/** A row for the list, starting with the user's key if the models were written as a map. */
function example(models: Node): string {
  const id = models.kind === 'object' ? models.entries[0]?.key.value : undefined;
  return `{ "id": ${JSON.stringify(id ?? '…')}, "name": "…" }`;
}

/** OpenClaw only displays the name, so the id will do. */
function named(id: ScalarNode, owner: ObjectNode): Fix {
  const name = `${keyText('name', styleOf(owner.file))}: ${quoteLike(id, String(id.value))}`;
  return {
    title: `add ${code(name)}`,
    edits: [{ at: { file: id.file, offset: id.offset + id.length, length: 0 }, text: `, ${name}` }],
  };
}
