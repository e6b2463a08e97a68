import { insertAt, type Written } from '../../src/edit/entries.ts';
import { keyText, quoted, styleOf } from '../../src/edit/style.ts';
import { withVariable } from '../../src/edit/variable-line.ts';
import type { Path } from '../../src/parse/tree.ts';
import type { Routing } from '../../src/routing/routing.ts';
import type { Edit, Fix } from '../../src/rules/rule.ts';
import { type NameUse, symbolsOf } from '../../src/symbols.ts';
import { File } from '../../src/text/file.ts';
import { join } from '../../src/text/path.ts';
import type { Source } from '../homes/documents.ts';
import type { CheckedHome } from '../homes/home.ts';

/** The most entries in a menu. */
const MOST = 20;

/** Changes that add the missing definitions of the names in a range. */
export function* definitions(home: CheckedHome, { file }: Source, start: number, end: number): Iterable<Fix> {
  const { routing } = home.result;
  const seen = new Set<string>();
  let found = 0;
  for (const use of symbolsOf(routing)) {
    const { kind, name, at } = use;
    if (at.file !== file || at.offset > end || at.offset + at.length < start || seen.has(`${kind} ${name}`)) continue;
    seen.add(`${kind} ${name}`);
    const fix =
      kind === 'profile'
        ? profile(use, routing)
        : kind === 'provider'
          ? provider(use, routing)
          : kind === 'variable'
            ? variable(name, home)
            : undefined;
    if (fix) yield fix;
    if (fix && ++found === MOST) return;
  }
}

/** `auth.profiles.<id>`, with the type under which it is stored. */
function profile({ name, at }: NameUse, routing: Routing): Fix | undefined {
  if (routing.profiles.declared.has(name) || name.trim() === '') return undefined;
  const stored = routing.profiles.stored.get(name)?.[0];
  const order = routing.orders.find((each) =>
    each.items.some(
      (item) => item.at.file === at.file && item.at.offset <= at.offset && at.offset <= item.at.offset + item.at.length,
    ),
  );
  const owner =
    stored?.provider ?? order?.provider ?? (name.includes(':') ? name.slice(0, name.indexOf(':')) : undefined);
  if (owner === undefined) return undefined;
  return added(
    `declare the profile \`${name}\``,
    ['auth', 'profiles', name],
    { provider: owner, mode: stored?.type ?? 'api_key' },
    routing,
  );
}

/** `models.providers.<id>`, with the models that refs name. */
function provider({ name }: NameUse, routing: Routing): Fix | undefined {
  if (routing.providers.origin(name) !== undefined) return undefined;
  const models = new Set(
    [...routing.refs, ...routing.jobs].flatMap(({ resolved }) =>
      resolved?.provider === name && !resolved.written.includes('*') ? [resolved.written] : [],
    ),
  );
  const { config } = routing.home;
  if (!config) return undefined;
  const style = styleOf(config.file);
  const write = (text: string) => quoted(text, style.value);
  const rows = [...models].map(
    (id) => `{ ${keyText('id', style)}: ${write(id)}, ${keyText('name', style)}: ${write(id)} }`,
  );
  const value = {
    baseUrl: write('https://'),
    api: write('openai-completions'),
    models: `[${rows.join(', ')}]`,
  };
  return added(`define the provider \`${name}\``, ['models', 'providers', name], value, routing, true);
}

/** A line of the home's `.env`, without a value. */
function variable(name: string, { result: { routing }, files }: CheckedHome): Fix | undefined {
  const { environment, stateDir } = routing.home;
  if (environment.lookup(name) || !/^[A-Za-z_]\w*$/.test(name)) return undefined;
  const layer = environment.layers.find(({ source }) => source === 'state-dotenv');
  const path = layer?.file?.path ?? join(stateDir, '.env');
  if (!layer && files.read(path, 0) !== undefined) return undefined;
  const edit = withVariable(layer?.file ?? new File(path, ''), name, '');
  return edit && { title: `add \`${name}\` to .env`, edits: [edit] };
}

function added(
  title: string,
  path: Path,
  value: { readonly [key: string]: string },
  { home: { root, config } }: Routing,
  verbatim = false,
): Fix | undefined {
  if (!root || !config) return undefined;
  const quote = styleOf(config.file).value;
  const written: Written = verbatim
    ? value
    : Object.fromEntries(Object.entries(value).map(([key, text]) => [key, quoted(text, quote)]));
  const found = insertAt(root, path, written);
  const edits: readonly Edit[] = found?.edits ?? [];
  return edits.length > 0 ? { title, edits } : undefined;
}
