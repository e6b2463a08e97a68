import { type Edit, rewrite } from '../edit/edit.ts';
import { type EnvReference, secretShorthand } from '../env/references.ts';
import { textOf } from '../parse/tree.ts';
import type { Routing } from '../routing/routing.ts';
import type { Place } from '../text/file.ts';
import { suggest } from '../text/nearest.ts';
import { code, meant } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';

interface Use {
  readonly name: string;
  readonly at: Place;
  /** a `${NAME}`, which is put in when the config is read */
  readonly substituted: boolean;
  /** puts another name in its place; none where it is written with escapes */
  rename(to: string): readonly Edit[];
}

export const missingEnvVar: Rule = {
  id: 'missing-env-var',
  severity: 'warning',
  summary: 'the config names a variable that no file and no layer of variables sets',
  why: 'Up to 2026.2 the gateway did not start (MissingEnvVarError). Since 2026.3 it starts with a warning and leaves the text `${NAME}` in place: a key that no server accepts, or a model of that name. A variable that is set to nothing counts as missing.',
  *check(routing) {
    const { home, references } = routing;
    const missing = new Map<string, Use[]>();
    for (const use of [...references.map(substituted), ...inSecrets(routing)]) {
      if (home.environment.state(use.name) === 'set' || isExample(use.name, routing)) continue;
      const uses = missing.get(use.name);
      if (uses) uses.push(use);
      else missing.set(use.name, [use]);
    }
    if (missing.size === 0) return;
    const names = home.environment.names();
    for (const [name, uses] of missing) yield finding(name, uses, names, routing);
  },
};

/** In a repository a list of the variables needed stands in for the `.env` that is not there. */
const isExample = (name: string, { home, closedWorld }: Routing): boolean =>
  !closedWorld && home.environment.layers.some((layer) => layer.source === 'example' && layer.variables.has(name));

/**
 * `$NAME`, and references of the form `{ source: "env", id: "NAME" }`, where secrets may stand (facts 2.2, 2.6).
 */
function inSecrets({ secrets, symbols }: Routing): Use[] {
  const shorthands = secrets.flatMap(({ node }) => {
    const text = textOf(node) ?? '${';
    if (text.includes('${')) return [];
    const name = secretShorthand(text);
    return name
      ? [{ name, at: node, substituted: false, rename: (to: string) => [rewrite(node, text.replace(name, to))] }]
      : [];
  });
  const ids = symbols.filter(
    ({ kind, role, path, text }) =>
      kind === 'variable' && role === 'refersTo' && path.at(-1) === 'id' && /^[A-Z][A-Z0-9_]*$/.test(text),
  );
  return [
    ...shorthands,
    ...ids.map(({ text, at }) => ({ name: text, at, substituted: false, rename: (to: string) => [rewrite(at, to)] })),
  ];
}

const substituted = ({ name, at, node }: EnvReference): Use => ({
  name,
  at,
  substituted: true,
  rename: (to) => (at === node ? [] : [{ at, text: `\${${to}}` }]),
});

function finding(
  name: string,
  uses: readonly Use[],
  names: readonly string[],
  { home, behaviour, closedWorld }: Routing,
): Finding {
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
  const fatal =
    behaviour.missingVariable === 'fatal' && behaviour.certain && uses.some(({ substituted }) => substituted);
  const effect = fatal ? 'OpenClaw does not start without it' : 'OpenClaw starts, but what uses it will not work';
  return {
    at: first!.at,
    message: `${code(name)} is ${found ? 'empty' : 'not set'}${found ? '' : where}; ${effect}`,
    ...(near
      ? meant(near, everywhere(uses, near), ' make the two names agree')
      : {
          help: `set it in \`.env\`${home.live ? ' beside the config' : closedWorld ? ', or give the file that sets it with `--env-file`' : ', or list it in `.env.example` if the service that runs OpenClaw sets it'}`,
        }),
    ...(related.length > 0 && { related }),
    severity: fatal || closedWorld ? 'error' : 'warning',
  };
}

/** One use that cannot be changed, and none is. */
function everywhere(uses: readonly Use[], name: string): readonly Edit[] {
  const edits = uses.map((use) => use.rename(name));
  return edits.some((each) => each.length === 0) ? [] : edits.flat();
}

const IGNORED: Record<string, string> = {
  name: 'the name has characters that no variable may have',
  blank: 'the value is blank',
  reference: 'its value refers to another variable',
  'not-a-string': 'the value is not a string',
  blocked: 'this name is reserved for the process environment and `.env`',
  provider: 'keys of providers are not read from the `.env` of the working folder',
};
