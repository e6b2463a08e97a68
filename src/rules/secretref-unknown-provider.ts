import { rewrite } from '../edit/edit.ts';
import { nodeAt, textOf } from '../parse/tree.ts';
import type { Routing } from '../routing/routing.ts';
import { REFERENCES } from '../store/store.ts';
import { advice, code, didYouMean, release, writing, writingAt } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';

export const secretrefUnknownProvider: Rule = {
  id: 'secretref-unknown-provider',
  severity: 'error',
  summary: 'a secret reference names a secret provider that `secrets.providers` does not define for that source',
  why: 'A provider of another source makes OpenClaw refuse the file. One that is not defined at all passes `openclaw config validate`, and the secret then resolves to nothing. Only `env` and `store` have a built-in provider, called `default`.',
  facts: ['2.6'],
  *check(routing) {
    const defined = nodeAt(routing.home.root, ['secrets', 'providers']);
    const names = new Set(defined?.kind === 'object' ? defined.entries.map(({ key }) => key.value) : []);
    for (const { at, text, path } of routing.symbols.filter(
      ({ kind, role }) => kind === 'secretProvider' && role === 'refersTo',
    )) {
      const sourceAt = nodeAt(routing.home.root, [...path.slice(0, -1), 'source']);
      const source = textOf(sourceAt);
      if (path[0] === 'secrets' || !source || /\$\{/.test(text)) continue;
      const provider = defined?.kind === 'object' ? defined.entry(text) : undefined;
      if (provider) {
        const actual = textOf(nodeAt(provider.value, ['source']));
        if (actual && actual !== source)
          yield {
            at,
            message: `secret provider ${code(text)} is of source ${code(actual)}, but the reference says ${code(source)}; ${release(routing.target)} refuses to start with it`,
            ...advice(
              `write \`"source": "${actual}"\`, or name a provider of source ${code(source)}`,
              writing(`"source": "${actual}"`, rewrite(sourceAt!, actual)),
            ),
            related: [{ at: provider.key, message: `${code(text)} is defined here` }],
          };
        continue;
      }
      if ((source === 'env' || source === 'store') && text === builtIn(source, routing)) continue;
      yield {
        at,
        message: `no secret provider is called ${code(text)}, so this secret resolves to nothing`,
        ...(didYouMean(text, names, (near) => rewrite(at, near)) ?? {
          ...(source === 'env' || source === 'store'
            ? advice(
                `write ${code(builtIn(source, routing))}, the built-in provider of source ${code(source)}, or define ${code(`secrets.providers.${text}`)}`,
                writingAt(at, builtIn(source, routing)),
              )
            : { help: `define ${code(`secrets.providers.${text}`)} with \`"source": "${source}"\`` }),
        }),
      };
    }
    yield* inStores(routing, names);
  },
};

/** References in stores: a gateway that resolves all of them at its start ends at one of another model, too. */
function* inStores(routing: Routing, names: ReadonlySet<string>): Iterable<Finding> {
  for (const { id, entry } of [...routing.profiles.stored.values()].flat())
    for (const field of REFERENCES) {
      const at = nodeAt(entry, [field, 'provider']);
      const [text, source] = [textOf(at), textOf(nodeAt(entry, [field, 'source']))];
      if (at?.kind !== 'scalar' || text === undefined || !source || names.has(text)) continue;
      if ((source === 'env' || source === 'store') && text === builtIn(source, routing)) continue;
      yield {
        at,
        message: `no secret provider is called ${code(text)}, so profile ${code(id)} has no credential; a gateway that resolves all secrets at its start ends there`,
        ...(didYouMean(text, names, (near) => rewrite(at, near)) ?? {
          help: `define ${code(`secrets.providers.${text}`)} with \`"source": "${source}"\`, or remove the profile`,
        }),
        severity: 'warning',
      };
    }
}

/** The provider that exists without a definition: `default`, or the one named by `secrets.defaults` (facts 2.6). */
const builtIn = (source: string, { home }: Routing): string =>
  textOf(nodeAt(home.root, ['secrets', 'defaults', source])) ?? 'default';
