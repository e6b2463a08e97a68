import type { Range, WorkspaceEdit } from 'vscode-languageserver-types';
import { isProviderVariable, knownProvider } from '../../src/catalog/catalog.ts';
import { keyText, styleOf } from '../../src/edit/style.ts';
import { isBorrowed } from '../../src/routing/credentials/profiles.ts';
import { aliasName } from '../../src/routing/models/aliases.ts';
import type { Routing } from '../../src/routing/routing.ts';
import type { SymbolKind } from '../../src/schema/walk.ts';
import type { NameUse } from '../../src/symbols.ts';
import { join } from '../../src/text/path.ts';
import { type Source, sourceAt } from '../homes/documents.ts';
import type { CheckedHome } from '../homes/home.ts';
import { changesOf } from '../protocol/changes.ts';
import { rangeOf, type UriOf, where } from '../protocol/positions.ts';
import { nameAt, usesOf } from './name-at.ts';
import { mayName, templatesOf } from './rename-templates.ts';

/** Why a rename is refused, for the user. */
export interface Refused {
  readonly refused: string;
}

const CALLED: Readonly<{ [kind in SymbolKind]: string }> = {
  provider: 'provider',
  profile: 'profile',
  model: 'model',
  alias: 'alias',
  agent: 'agent',
  variable: 'variable',
  secretProvider: 'source of secrets',
};

/** The characters that OpenClaw accepts in a name everywhere it can occur. */
const LEGAL: Readonly<{ [kind in SymbolKind]: RegExp }> = {
  provider: /^[A-Za-z0-9][\w.-]*$/,
  profile: /^[^\s"'`\\${}/]+$/,
  model: /^[^\s"'`\\${}*]+$/,
  alias: /^[^\s"'`\\${}/@*]+$/,
  agent: /^[a-z0-9_][a-z0-9_-]{0,63}$/,
  variable: /^[A-Z_][A-Z0-9_]{0,127}$/,
  secretProvider: /^[a-z][a-z0-9_-]{0,63}$/,
};

/** The range that would be renamed, or why it cannot be. */
export function prepareRename(
  home: CheckedHome,
  source: Source,
  offset: number,
): { range: Range; placeholder: string } | Refused {
  const use = nameAt(home.result.routing, source.file, offset);
  if (!use) return { refused: 'there is no name here' };
  const reason = obstacle(use, home);
  if (reason) return { refused: reason };
  return { range: rangeOf(use.at), placeholder: textOf(use) };
}

/** Renames every occurrence in all files of the home, or nothing: half a rename breaks a config. */
export function rename(
  home: CheckedHome,
  source: Source,
  offset: number,
  to: string,
  uri: UriOf,
): WorkspaceEdit | Refused {
  const { routing } = home.result;
  const use = nameAt(routing, source.file, offset);
  if (!use) return { refused: 'there is no name here' };
  const reason = obstacle(use, home);
  if (reason) return { refused: reason };
  const wish = to.trim();
  if (!LEGAL[use.kind].test(wish)) return { refused: `this cannot be the name of a ${CALLED[use.kind]}` };
  const name = newName(use, wish);
  if (
    name !== use.name &&
    (usesOf(routing, { kind: use.kind, name }).length > 0 || (use.kind === 'provider' && knownProvider(name)))
  )
    return { refused: `there is a ${CALLED[use.kind]} of that name already` };
  const edits = usesOf(routing, use).map((each) => ({
    uri: uri(each.at.file.path),
    range: rangeOf(each.at),
    newText: isBare(each) ? keyText(wish, styleOf(each.at.file)) : wish,
  }));
  return { changes: changesOf(edits) };
}

/** Why a name cannot be changed everywhere it matters. */
function obstacle(use: NameUse, home: CheckedHome): string | undefined {
  const { routing } = home.result;
  const { kind, name } = use;
  const uses = usesOf(routing, use);
  if (!home.mask.allows(textOf(use))) return 'what stands here looks like a key, not like a name';
  if (uses.some(({ exact }) => !exact))
    return `this ${CALLED[kind]} is also written with escapes, or in a shape that cannot be edited`;
  if (uses.some((each) => standsTwice(each, home))) return `this ${CALLED[kind]} stands twice in one object`;
  if (!uses.some(({ role }) => role === 'defines')) return `these files do not define this ${CALLED[kind]}`;
  if (kind === 'provider' && knownProvider(name)) return 'OpenClaw itself knows this provider by its name';
  if (
    kind === 'provider' &&
    routing.providers.get(name)?.models?.some(({ id }) => id.toLowerCase().startsWith(`${name}/`))
  )
    return 'a model of this provider bears its name';
  if (kind === 'profile' && isBorrowed(name)) return 'OpenClaw itself knows this profile by its name';
  if (kind === 'provider' && routing.providers.agentDeclared.has(name))
    return 'an agent’s own models.json declares this provider as well';
  if (kind === 'variable' && [name, name.replace(/(?:S|_\d+)$/, '')].some((each) => isProviderVariable(each)))
    return 'OpenClaw itself looks for this variable by its name';
  if (
    kind === 'variable' &&
    routing.home.environment.layers.some(({ source, variables }) => source === 'process' && variables.has(name))
  )
    return 'the environment of the process sets this variable as well';
  if (kind === 'agent' && home.files.list(join(routing.home.stateDir, 'agents')).includes(`${name}/`))
    return 'the folder of this agent bears its name';
  if (kind === 'secretProvider' && name === 'default') return '`default` is what references without a source mean';
  const template = templatesOf(routing).find((each) => mayName(each, use));
  if (template)
    return `\`${home.mask.line(template.text)}\` in ${where(template.at)} may stand for this ${CALLED[kind]}`;
  return inDatabase(use, routing) ? 'a database holds this name as well' : undefined;
}

/** Only the last of duplicate keys counts as a name; renaming it would expose the first. */
function standsTwice({ around: { file, offset } }: NameUse, { result }: CheckedHome): boolean {
  const source = sourceAt(result, file.path);
  return (
    source !== undefined &&
    source.kind !== 'dotenv' &&
    source.parsed.duplicates.some(({ last }) => last.offset === offset)
  );
}

const inDatabase = ({ kind, name }: NameUse, { home }: Routing): boolean =>
  home.stores.some(
    ({ shape, profiles, unchecked }) =>
      shape === 'sqlite' &&
      (kind === 'profile' || kind === 'provider') &&
      (unchecked !== undefined || profiles.some((each) => (kind === 'profile' ? each.id : each.provider) === name)),
  );

function newName({ kind, name }: NameUse, wish: string): string {
  if (kind === 'provider') return wish.toLowerCase();
  if (kind === 'alias') return aliasName(wish);
  return kind === 'model' ? `${name.slice(0, name.indexOf('/'))}/${wish}` : wish;
}

const textOf = ({ at: { file, offset, length } }: NameUse): string => file.text.slice(offset, offset + length);

/** A bare key, whose new name may need quotes. */
const isBare = ({ at, around, kind }: NameUse): boolean =>
  kind !== 'variable' &&
  around.offset === at.offset &&
  around.length === at.length &&
  !/["']/.test(at.file.text[at.offset] ?? '');
