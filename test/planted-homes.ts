import { configShape } from '../src/schema/config.ts';
import type { Schema } from '../src/schema/schema.ts';
import { type Planted, passphrase, plant } from './planted.ts';

export interface PlantedHome {
  readonly files: { readonly [path: string]: string };
  readonly planted: readonly Planted[];
}

type Path = readonly string[];
/** A place of the schema, and whether a word may stand there for all to see. */
interface Leaf {
  readonly path: Path;
  readonly isOpen: boolean;
}

/** Values that are addresses are shown when every part of them reads like a name. */
const ADDRESSES = /^(?:base_?url|\$schema|\$include)$/i;
const DEEPEST = 7;

/** Every place of the schema for a value, maps and lists with one entry. */
export function leaves(): readonly Leaf[] {
  const found: Leaf[] = [];
  visit(configShape(undefined), [], 0);
  const open = new Set(found.filter(({ isOpen }) => isOpen).map(({ path }) => path.join('\n')));
  return found.map(({ path }) => ({ path, isOpen: open.has(path.join('\n')) }));

  function visit(schema: Schema, path: Path, depth: number): void {
    const types = [schema.type].flat();
    const isValue = types.some((type) => type !== 'object' && type !== 'array');
    // one value in the place of a list means what its items do
    const isName = [schema, schema.items].some(
      (each) => each && (each.names ?? each.refersTo ?? each.enum) !== undefined,
    );
    if (isValue || (!schema.properties && !schema.additionalProperties && !schema.items))
      found.push({ path, isOpen: isName || ADDRESSES.test(path.at(-1) ?? '') });
    if (depth >= DEEPEST) return;
    for (const [key, value] of Object.entries(schema.properties ?? {})) visit(value, [...path, key], depth + 1);
    for (const each of schema.oneOf ?? []) visit(each, path, depth + 1);
    if (typeof schema.additionalProperties === 'object')
      visit(schema.additionalProperties, [...path, 'lab'], depth + 1);
    if (schema.items) visit(schema.items, [...path, '0'], depth + 1);
  }
}

/** One home with keys in a few places of every kind. */
export function plantedHome(random: () => number, all: readonly Leaf[]): PlantedHome {
  const planted: Planted[] = [];
  const any = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const key = (isOpen: boolean): string => {
    const made = !isOpen && random() < 0.2 ? passphrase(random) : plant(random);
    planted.push(made);
    return made.key;
  };
  const config: Tree = {};
  if (random() < 0.7) put(config, ['meta', 'lastTouchedVersion'], any(['2026.2.26', '2026.5.28', '2026.9.6']));
  if (random() < 0.5) put(config, ['agents', 'defaults', 'model'], 'anthropic/claude-opus-4-8');
  for (let n = 1 + Math.floor(random() * 4); n > 0; n--) {
    const { path, isOpen } = any(all);
    const shape = random();
    const isMoved = random() < 0.1;
    const value = key(isOpen || isMoved || shape >= 0.75);
    const wrong = shape < 0.75 ? value : shape < 0.85 ? [value] : { [any(['value', 'key', 'primary'])]: value };
    const isMisspelt = random() < 0.2;
    put(config, isMisspelt ? misspelt(path, random) : path.slice(0, isMoved ? -1 : undefined), wrong);
  }
  if (random() < 0.3) put(config, [any(['foo', 'auth', 'models', 'agnets'])], random() < 0.5 ? 1 : key(false));
  const names: Path[] = [['auth', 'profiles'], ['auth', 'order'], ['models', 'providers'], ['agents', 'entries'], []];
  if (random() < 0.3) put(config, [...any(names), key(true)], any([1, {}, { provider: 'anthropic' }, ['x']]));
  if (random() < 0.2) put(config, ['env', 'vars', 'CROSS'], `\${OPENAI_API_KEY:-${key(false)}} $HOME ${key(false)}`);
  if (random() < 0.2)
    put(config, ['mcp', 'servers', 'x'], {
      url: `https://u:${key(false)}@m.example.com/${key(false)}/s?sig=${key(false)}`,
    });
  const text = written(config);
  return {
    planted,
    files: {
      '/h/openclaw.json': text,
      ...(random() < 0.4 && { '/h/.env': dotenv() }),
      ...(random() < 0.4 && { '/h/agents/main/agent/auth-profiles.json': JSON.stringify(store(), null, any([0, 1])) }),
      ...(random() < 0.1 && { '/h/clawlint.json': JSON.stringify({ release: key(true), token: key(false) }) }),
      ...(random() < 0.1 && { '/h/clawlint.baseline.json': JSON.stringify(baselineOf(), null, any([0, 1])) }),
      ...(random() < 0.1 && {
        '/h/openclaw.json.bak': written({ ...config, gateway: { mode: 'local' }, foo: key(false) }),
      }),
      ...(random() < 0.1 && { '/h/cron/jobs.json': JSON.stringify({ jobs: [jobOf()] }) }),
    },
  };

  function written(tree: Tree): string {
    let json = JSON.stringify(tree, null, any([0, 1, 2]));
    if (random() < 0.2) json = json.replace('{', `{ // ${key(false)}\n`);
    if (random() < 0.1) json = json.replace('{', `{ // clawlint-ignore ${key(false)}: ${key(false)}\n`);
    if (random() < 0.2) json = json.replace('{', `{ /* old\n ${key(false)} */`);
    if (random() < 0.1) json = json.replace(/1(?=[,}])/, `1/*${key(false)}*/`);
    if (random() < 0.1) json = json.replace(/"([A-Za-z0-9]+)"(?=[,}\]])/, '$1');
    if (random() < 0.1) json = json.slice(0, Math.floor(random() * json.length));
    if (random() < 0.05) json += `\n${key(false)}`;
    return random() < 0.02 ? `OPENAI_API_KEY=${key(false)}` : json;
  }

  function dotenv(): string {
    const lines = [
      () => `OPENAI_API_KEY=${key(false)}`,
      () => `openai_api_key: ${key(false)}`,
      () => `OPENAI_APIKEY="${key(false)}" # ${key(false)}`,
      () => `not an assignment ${key(false)}`,
      () => `export A_KEYS=${key(false)},${key(false)}`,
      () => `HASH=${key(false)}#${key(false)}`,
      () => `MULTI="a\n${key(false)}\n"`,
      () => `${key(true)}=x`,
      () => `# parked ${key(false)}`,
    ];
    return Array.from({ length: 3 }, () => any(lines)()).join('\n');
  }

  function store(): unknown {
    const fields = ['key', 'apiKey', 'token', 'access', 'refresh', 'api_key', 'tokne', 'email', 'note'];
    const profile = () => ({
      type: any(['api_key', 'token', 'oauth', 'apiKey', 'none', key(true)]),
      provider: any(['anthropic', 'openai', key(true)]),
      [any(fields)]: key(false),
      [any(fields)]: any([key(false), { a: [key(false)] }]),
    });
    return { version: 1, profiles: { [any(['anthropic:a', 'openai:b', key(true)])]: profile(), 'x:d': profile() } };
  }

  function baselineOf(): unknown {
    const counts = { [key(true)]: any([2, key(false)]), 'unknown-key': any([1, 5]), 'invalid-value': any([1, 0, 9]) };
    return { findings: { [key(true)]: counts, 'openclaw.json': counts }, note: key(false) };
  }

  function jobOf(): unknown {
    return { id: 'a', payload: { kind: 'agentTurn', message: key(false), model: key(true) } };
  }
}

interface Tree {
  [key: string]: unknown;
}

function put(tree: Tree, path: Path, value: unknown): void {
  let at = tree;
  for (const step of path.slice(0, -1)) {
    const next = at[step];
    at = (typeof next === 'object' && next !== null && !Array.isArray(next) ? next : (at[step] = {})) as Tree;
  }
  if (path.length > 0) at[path.at(-1)!] = value;
}

/** A path whose last key has two letters in the wrong order, or one too few. */
function misspelt(path: Path, random: () => number): Path {
  const name = path.at(-1) ?? 'apiKey';
  const at = Math.floor(random() * Math.max(1, name.length - 1));
  const wrong =
    random() < 0.5
      ? name.slice(0, at) + name.slice(at + 1)
      : name.slice(0, at) + (name[at + 1] ?? '') + name[at] + name.slice(at + 2);
  return [...path.slice(0, -1), wrong];
}
