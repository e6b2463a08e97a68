import storeSchema from '../schema/auth-profiles.json';
import jobsSchema from '../schema/jobs.json';
import { isProviderVariable } from './catalog/catalog.ts';
import { secretShorthand, within } from './env/references.ts';
import { type Key, ScalarNode, textOf } from './parse/tree.ts';
import { aliasName } from './routing/models/aliases.ts';
import type { ModelRef } from './routing/models/config-refs.ts';
import { modelKey, splitProfile } from './routing/models/ref.ts';
import { literally } from './routing/models/resolve.ts';
import { providerId } from './routing/providers.ts';
import type { Routing } from './routing/routing.ts';
import { agentId } from './schema/agent-id.ts';
import { configShape } from './schema/config.ts';
import { plainShape } from './schema/plain.ts';
import { type Schema, type SymbolKind, type SymbolUse, walk } from './schema/walk.ts';
import type { Place } from './text/file.ts';
import { perObject } from './text/memo.ts';

/** A definition or use of a name. Symbols of equal kind and name are the same thing, whatever the file. */
export interface NameUse {
  readonly kind: SymbolKind;
  /** normalized as OpenClaw compares it; for a model, `provider/model` */
  readonly name: string;
  readonly role: 'defines' | 'uses';
  /** the name without quotes; the whole string if escapes make that impossible */
  readonly at: Place;
  /** the text at `at` is literally the name, so it can be replaced */
  readonly exact: boolean;
  /** the whole key or string, with its quotes */
  readonly around: Place;
}

/** The schema of a credential store. */
export const STORE = storeSchema as unknown as Schema;

/** The schema of `cron/jobs.json`. */
export const JOBS = jobsSchema as unknown as Schema;

/** Every name that the files of a home define or use, file by file as they were read. */
export const symbolsOf = perObject((routing: Routing): readonly NameUse[] => [...collect(routing)]);

function* collect(routing: Routing): Iterable<NameUse> {
  const { home, references, secrets } = routing;
  const refs = new Map<Place, ModelRef>([...routing.refs, ...routing.jobs].map((ref) => [ref.at, ref]));
  // not for a particular release: names below a key it does not know are still names
  for (const use of home.root ? walk(home.root, configShape(undefined), undefined, true).symbols : [])
    yield* ofConfig(use, refs.get(use.at), routing);
  for (const { name, at } of references)
    yield part('variable', name, 'uses', at, at.length === name.length + 3 ? 2 : 0, name.length);
  for (const { node } of secrets) {
    const text = textOf(node) ?? '';
    const name = /^\s*\$[A-Z]/.test(text) ? secretShorthand(text) : isProviderVariable(text) ? text : undefined;
    if (name !== undefined && node.kind === 'scalar')
      yield inString('variable', name, 'uses', node, text.indexOf(name), name.length);
  }
  for (const { dotenv } of home.environment.layers)
    for (const { name } of dotenv?.variables ?? [])
      yield { kind: 'variable', name: name.value, role: 'defines', at: name, exact: true, around: name };
  for (const store of [...home.stores, ...(home.inventory ?? [])]) {
    if (store.shape === 'versioned' && store.parsed.root)
      for (const use of walk(store.parsed.root, plainShape(STORE), undefined, true).symbols) yield* plain(use);
    else if (store.shape === 'by-profile')
      for (const { at, id } of store.profiles) yield inKey('profile', id, 'defines', at, 0, at.value.length);
    else
      for (const { at, id } of store.profiles)
        yield { kind: 'profile', name: id, role: 'defines', at, exact: false, around: at };
    if (store.state?.root)
      for (const use of walk(store.state.root, plainShape(STORE), undefined, true).symbols) yield* plain(use);
  }
  for (const use of inJobs(routing)) yield* ofConfig(use, refs.get(use.at), routing);
}

/** Names used by cron jobs, including disabled ones. */
export const inJobs = ({ home: { schedules } }: Routing): readonly SymbolUse[] =>
  schedules?.parsed.root ? walk(schedules.parsed.root, plainShape(JOBS), undefined).symbols : [];

function* ofConfig(use: SymbolUse, ref: ModelRef | undefined, routing: Routing): Iterable<NameUse> {
  const { kind, role, text, path, at } = use;
  if (kind === 'variable' && role === 'names' && !(path[0] === 'env' && path[1] === 'vars')) return;
  if (kind !== 'model') return yield* plain(use);
  if (role === 'names') {
    const provider = String(path[2]);
    const row = literally(routing.names, `${provider}/${text}`, undefined, undefined);
    if (row) yield* plain(use, modelKey(row));
    return;
  }
  const of = (name: SymbolKind, id: string, start: number, length: number) =>
    inToken(at, name, id, 'uses', start, length);
  const resolved = ref?.resolved;
  const start = text.length - text.trimStart().length;
  const { model, profile } = splitProfile(text);
  const slash = model.indexOf('/');
  if (!resolved) {
    // next to a variable
    if (ref?.template && slash > 0 && !model.slice(0, slash).includes('${'))
      yield of('provider', providerId(model.slice(0, slash)), start, slash);
  } else if (resolved.via === 'alias')
    yield of(
      'alias',
      resolved.alias!.name,
      start + (model.toLowerCase().endsWith(`/${resolved.alias!.name}`) ? slash + 1 : 0),
      resolved.alias!.name.length,
    );
  else {
    if (slash > 0) yield of('provider', resolved.provider, start, slash);
    if (model.at(-1) !== '*') yield of('model', modelKey(resolved), start + slash + 1, model.length - slash - 1);
  }
  if ((resolved || ref?.template) && profile !== undefined && !profile.includes('${') && text.includes(`@${profile}`))
    yield of('profile', profile, text.lastIndexOf(`@${profile}`) + 1, profile.length);
}

function* plain({ kind, role, text, at }: SymbolUse, name = normal(kind, text)): Iterable<NameUse> {
  if (text.trim() === '' || text.includes('${')) return;
  yield inToken(
    at,
    kind,
    name,
    role === 'names' ? 'defines' : 'uses',
    text.length - text.trimStart().length,
    text.trim().length,
  );
}

function normal(kind: SymbolKind, text: string): string {
  if (kind === 'provider') return providerId(text);
  if (kind === 'alias') return aliasName(text);
  return kind === 'agent' ? agentId(text) : text.trim();
}

type Role = NameUse['role'];
const inToken = (
  at: Key | ScalarNode,
  kind: SymbolKind,
  name: string,
  role: Role,
  start: number,
  length: number,
): NameUse =>
  at instanceof ScalarNode ? inString(kind, name, role, at, start, length) : inKey(kind, name, role, at, start, length);

const inKey = (kind: SymbolKind, name: string, role: Role, key: Key, start: number, length: number): NameUse =>
  inString(kind, name, role, new ScalarNode(key.file, key.offset, key.length, key.value), start, length, key);

function inString(
  kind: SymbolKind,
  name: string,
  role: Role,
  node: ScalarNode,
  start: number,
  length: number,
  around: Place = node,
): NameUse {
  const at = within(node, start, start + length);
  return { kind, name, role, at, exact: at !== node, around };
}

/** The name in a `${NAME}`; `start` is 0 if the place is a string with escapes. */
const part = (kind: SymbolKind, name: string, role: Role, at: Place, start: number, length: number): NameUse =>
  start > 0
    ? { kind, name, role, at: { file: at.file, offset: at.offset + start, length }, exact: true, around: at }
    : { kind, name, role, at, exact: false, around: at };
