import { type Edit, rewrite } from '../edit/edit.ts';
import { type EnvReference, secretShorthand } from '../env/references.ts';
import { type Path, textOf } from '../parse/tree.ts';
import type { Routing } from '../routing/routing.ts';
import type { Place } from '../text/file.ts';
import { put } from '../text/grouped.ts';
import { suggest } from '../text/nearest.ts';
import { code, listed, meant, release } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';

interface Use {
  readonly name: string;
  readonly at: Place;
  /** a `${NAME}`, substituted when the config is read */
  readonly substituted: boolean;
  /** it stands for a secret that the gateway wants before it starts */
  readonly early: boolean;
  /** replaces the name; undefined if it is written with escapes */
  rename(to: string): readonly Edit[];
}

export const missingEnvVar: Rule = {
  id: 'missing-env-var',
  severity: 'warning',
  summary: 'the config names a variable that no file and no layer of variables sets',
  why: 'Up to 2026.3.2 OpenClaw did not start (MissingEnvVarError). Since 2026.3.7 it reads the file with a warning and leaves the text `${NAME}` in place, as the name of a model or an address; but up to 2026.7 the gateway does not start without the key of a provider or its own token. A variable that is set to nothing counts as missing.',
  facts: ['2.1', 'H2'],
  *check(routing) {
    const { home, references } = routing;
    const missing = new Map<string, Use[]>();
    for (const use of [...references.map(substituted), ...inSecrets(routing)]) {
      if (EVERYWHERE.has(use.name) || isExample(use.name, routing)) continue;
      if (home.environment.state(use.name) === 'set') yield* ofServiceAlone(use, routing);
      else put(missing, use.name, use);
    }
    if (missing.size === 0) return;
    const names = home.environment.names();
    if (missing.size > 1 && isWithoutVariables(routing) && ![...missing.keys()].some((name) => isHinted(name, routing)))
      yield folded(missing, routing);
    else for (const [name, uses] of missing) yield finding(name, uses, names, routing);
  },
};

/** The command line does not read what the service is given (facts 2.4). */
function* ofServiceAlone({ name, at }: Use, { home }: Routing): Iterable<Finding> {
  const { layer, variable } = home.environment.lookup(name)!;
  const isElsewhere = home.environment.layers.some((each) => each.source !== layer.source && each.variables.has(name));
  if (layer.source !== 'service-env' || isElsewhere) return;
  yield {
    at,
    message: `${code(name)} is set in ${layer.label} alone, which only the service reads: ${code('openclaw')} on the command line does not find it`,
    help: `set it in ${code('.env')} beside the config as well`,
    ...(variable.at && { related: [{ at: variable.at, message: 'set here' }] }),
  };
}

/** What the system sets for each process, a service's or a container's, too. */
const EVERYWHERE: ReadonlySet<string> = new Set(['HOME', 'PATH']);

/** In a repository, a list of needed variables stands in for the absent `.env`. */
const isExample = (name: string, { home, closedWorld }: Routing): boolean =>
  !closedWorld && home.environment.layers.some((layer) => layer.source === 'example' && layer.variables.has(name));

/** A checkout without any `.env`: its users set the variables, so one finding for all of them is enough. */
const isWithoutVariables = ({ home, closedWorld }: Routing): boolean =>
  !home.live &&
  !closedWorld &&
  home.environment.layers.every(({ source }) => source === 'config-env' || source === 'example');

/** Whether these files say more about a variable than that it is missing. */
const isHinted = (name: string, { home: { environment } }: Routing): boolean =>
  environment.lookup(name) !== undefined ||
  environment.ignored(name).length > 0 ||
  suggest(name, environment.names()) !== undefined;

function folded(missing: ReadonlyMap<string, readonly Use[]>, routing: Routing): Finding {
  const [first, ...others] = [...missing.values()].map(([use]) => use!);
  const fatal = isFatal([...missing.values()].flat(), routing);
  return {
    at: first!.at,
    message: `${missing.size} variables are not set, and there is no \`.env\` here: ${listed([...missing.keys()], 'and')}; ${effectOf([...missing.values()].flat(), routing, false)}`,
    help: 'list them in `.env.example` if the service that runs OpenClaw sets them, or set them in `.env`',
    related: others.slice(0, 12).map(({ at }) => ({ at, message: 'used here' })),
    severity: fatal ? 'error' : 'warning',
    refusesStart: fatal,
  };
}

/** What stops the gateway though `config validate` takes the file (facts H2): the key of a provider, the sign-in. */
const isEarly = ([section, key, ...rest]: Path): boolean =>
  (section === 'models' && key === 'providers' && rest[1] === 'apiKey') ||
  (section === 'gateway' && key === 'auth' && (rest[0] === 'token' || rest[0] === 'password'));

const stopsGateway = (uses: readonly Use[], { behaviour, target }: Routing): boolean =>
  behaviour.missingSecret === 'fatal' && target.release !== undefined && uses.some(({ early }) => early);

function effectOf(uses: readonly Use[], routing: Routing, isOne: boolean): string {
  const it = isOne ? 'it' : 'them';
  if (isFatal(uses, routing)) return `OpenClaw does not start without ${it}`;
  if (stopsGateway(uses, routing)) return `the gateway of ${release(routing.target)} does not start without ${it}`;
  return `OpenClaw starts, but what uses ${isOne ? 'it will not work' : 'them does not work until they are set'}`;
}

const isFatal = (uses: readonly Use[], { behaviour }: Routing): boolean =>
  behaviour.missingVariable === 'fatal' && behaviour.certain && uses.some(({ substituted }) => substituted);

/** `$NAME` and `{ source: "env", id: "NAME" }`, in secret fields (facts 2.2, 2.6). */
function inSecrets({ secrets, symbols }: Routing): Use[] {
  const shorthands = secrets.flatMap(({ node, path }) => {
    const text = textOf(node) ?? '${';
    if (text.includes('${')) return [];
    const name = secretShorthand(text);
    return name
      ? [
          {
            name,
            at: node,
            substituted: false,
            early: isEarly(path),
            rename: (to: string) => [rewrite(node, text.replace(name, to))],
          },
        ]
      : [];
  });
  const ids = symbols.filter(
    ({ kind, role, path, text }) =>
      kind === 'variable' && role === 'refersTo' && path.at(-1) === 'id' && /^[A-Z][A-Z0-9_]*$/.test(text),
  );
  return [
    ...shorthands,
    ...ids.map(({ text, at, path }) => ({
      name: text,
      at,
      substituted: false,
      early: isEarly(path),
      rename: (to: string) => [rewrite(at, to)],
    })),
  ];
}

const substituted = ({ name, at, node, path }: EnvReference): Use => ({
  name,
  at,
  substituted: true,
  early: isEarly(path),
  rename: (to) => (at === node ? [] : [{ at, text: `\${${to}}` }]),
});

function finding(name: string, uses: readonly Use[], names: readonly string[], routing: Routing): Finding {
  const { home, closedWorld } = routing;
  const [first, ...others] = uses;
  const { environment } = home;
  const found = environment.lookup(name);
  const ignored = environment.ignored(name);
  const looked = environment.layers
    .filter(({ source, file }) => source !== 'example' && (source !== 'config-env' || file))
    .map((layer) => layer.label);
  const where = looked.length > 0 ? ` (looked in ${looked.join(', ')})` : '';
  const related = others.slice(0, 5).map(({ at }) => ({ at, message: 'used here as well' }));
  if (found?.variable.at) related.unshift({ at: found.variable.at, message: `${code(name)} is set to nothing here` });
  for (const { at, layer, reason } of ignored)
    if (at) related.unshift({ at, message: `OpenClaw does not take it from ${layer.label}: ${IGNORED[reason]}` });
  const near = found ? undefined : suggest(name, names);
  const nearAt = near && environment.lookup(near)?.variable.at;
  if (nearAt) related.unshift({ at: nearAt, message: `${code(near)} is set here` });
  const fatal = isFatal(uses, routing);
  return {
    at: first!.at,
    message: `${code(name)} is ${found ? 'empty' : 'not set'}${found ? '' : where}; ${effectOf(uses, routing, true)}`,
    ...(near
      ? meant(near, everywhere(uses, near), ' make the two names agree')
      : {
          help: `set it in \`.env\`${home.live ? ' beside the config' : closedWorld ? ', or give the file that sets it with `--dotenv`' : ', or list it in `.env.example` if the service that runs OpenClaw sets it'}`,
        }),
    ...(related.length > 0 && { related }),
    severity: fatal || closedWorld ? 'error' : 'warning',
    refusesStart: fatal,
  };
}

/** If one use cannot be changed, none is. */
function everywhere(uses: readonly Use[], name: string): readonly Edit[] {
  const edits = uses.map((use) => use.rename(name));
  return edits.some((each) => each.length === 0) ? [] : edits.flat();
}

const IGNORED: Record<string, string> = {
  name: 'the name has characters that no variable may have',
  blank: 'the value is blank',
  reference: 'its value refers to a variable that is not set',
  'not-a-string': 'the value is not a string',
  blocked: 'this name is reserved for the process environment and `.env`',
  provider: 'keys of providers are not read from the `.env` of the working folder',
};
