import { putting } from '../edit/offer.ts';
import { keyText, quoteLike, styleOf } from '../edit/style.ts';
import { type Node, nodeAt, textOf } from '../parse/tree.ts';
import type { Routing } from '../routing/routing.ts';
import type { Problem } from '../schema/walk.ts';
import { textAt } from '../text/file.ts';
import { problemsOf } from './claims.ts';
import { advice, code, describe, release, typeNames } from './phrases.ts';
import type { Finding, Fix, Rule } from './rule.ts';

export const modelConfigShape: Rule = {
  id: 'model-config-shape',
  severity: 'error',
  summary: 'a model, its fallbacks or the models map are written in a shape OpenClaw does not read',
  why: 'OpenClaw refuses the whole file and says no more than `Invalid input` at the whole model, because a model may be a string or an object and it cannot tell which one was meant.',
  facts: ['6.3'],
  refusesStart: true,
  convertedOnStart: true,
  doubtfulIfNewer: 'schema',
  *check(routing) {
    const { target } = routing;
    yield* onExactModels(routing);
    for (const problem of problemsOf('model-config-shape', routing, 'type')) {
      const phrased = phrase(problem, routing);
      yield {
        ...phrased,
        perhapsNewer: !phrased.fix,
        message: `${name(problem)} takes ${typeNames(problem.expected)}, not ${describe(problem.at)}; ${release(target)} refuses to start with it`,
      };
    }
  },
};

/** Settings for a single model under a key that stands for several or has no provider (facts 6.5). */
function* onExactModels({ refs, home, problems, target }: Routing): Iterable<Finding> {
  for (const { text, path, role, resolved, template } of refs) {
    const settings =
      role === 'map' && !template && (resolved?.via !== 'ref' || text.includes('*'))
        ? nodeAt(home.root, path)
        : undefined;
    if (settings?.kind !== 'object') continue;
    for (const { key } of settings.effective())
      if (
        /^(?:pickerRuntimes|codeMode)$/.test(key.value) &&
        !problems.some((problem) => 'key' in problem && problem.key === key)
      )
        yield {
          at: key,
          message: `${code(key.value)} is a setting of one exact model, and ${code(text)} is none; ${release(target)} refuses to start with it`,
          help: `move it below a key such as ${code('provider/model')}`,
        };
  }
}

const name = ({ path }: Problem): string => {
  const last = path.at(-1);
  if (typeof last === 'number') return `an entry of ${code(String(path.at(-2)))}`;
  return path.at(-2) === 'models' ? `${code(last ?? '')} in the models map` : code(last ?? '');
};

function phrase({ at, path, expected }: Problem & { kind: 'type' }, { home }: Routing): Omit<Finding, 'message'> {
  const last = path.at(-1);
  if (last === 'fallbacks' && isText(at)) {
    // no ref has a comma in it; the parts are not quoted, for the mask knows only whole texts
    const parts = textOf(at)!
      .split(',')
      .flatMap((part) => part.trim() || []);
    if (parts.length < 2)
      return { at, help: `write a list: ${code(`[${textAt(at)}]`)}`, fix: replaced(at, `[${textAt(at)}]`) };
    const text = `[${parts.map((part) => quoteLike(at, part)).join(', ')}]`;
    const fix = { title: 'write a list, one model each', edits: [{ at, text }] };
    return { at, help: `write a list, with quotes around each model: ${code('["…", "…"]')}`, fix };
  }
  if (typeof last === 'number' && at.kind === 'object') {
    const ref = at.get('model') ?? at.get('primary') ?? at.get('id');
    const provider = at.get('provider');
    if (ref && isText(ref)) {
      const whole = provider && isText(provider) && !isRef(ref);
      const text = whole ? quoteLike(ref, `${textOf(provider)}/${textOf(ref)}`) : textAt(ref);
      return {
        at,
        help: `write the ref alone: ${code(text)}`,
        ...(at.entries.length === (whole ? 2 : 1) && { fix: replaced(at, text) }),
      };
    }
  }
  if (typeof last === 'number' && at.kind === 'array' && at.items.length > 0 && at.items.every(isRef)) {
    const text = at.items.map(textAt).join(', ');
    return { at, help: `write ${code(text)} without the inner brackets`, fix: replaced(at, text) };
  }
  if (last === 'primary' && at.kind === 'array' && at.items.length > 0 && at.items.every(isRef)) {
    const [first, ...others] = at.items.map(textAt);
    return others.length === 0
      ? { at, help: `write the ref alone: ${code(first!)}`, fix: replaced(at, first!) }
      : {
          at,
          help: `write the first alone, ${code(first!)}, and the others beside it: ${code(`"fallbacks": [${others.join(', ')}]`)}`,
        };
  }
  if (path.at(-2) === 'models' && last === 'mode')
    return { at, help: `move it to ${code('models.mode')}, at the top level: these are settings of single models` };
  if (path.at(-2) === 'models' && isText(at) && !isRef(at))
    return {
      at,
      ...advice(
        `write ${code(settings(at, textOf(at)))} if that is its alias`,
        putting(`write ${code(settings(at, textOf(at)))}`, home.root, path, { alias: textOf(at) }),
      ),
    };
  if (path.at(-2) === 'models' && isText(at))
    return {
      at,
      help: `swap the two, for the key is the model and the alias goes inside: ${code(`${textAt(at)}: ${settings(at, last)}`)}`,
      ...swapped(at, last, nodeAt(home.root, path.slice(0, -1))),
    };
  if (last === 'models')
    return {
      at,
      ...advice(
        `write an object with one key for each model: ${code('{ "provider/model": { "alias": "name" } }')}`,
        ...(at.kind === 'array' && at.items.every(isRef)
          ? [
              putting(
                'write an object with one key for each model',
                home.root,
                path,
                Object.fromEntries(at.items.map((item) => [textOf(item), {}])),
              ),
            ]
          : []),
      ),
    };
  if (last === 'alias' && at.kind === 'array') return { at, help: 'a model has one alias; write a string' };
  const primary = at.kind === 'object' ? at.get('primary') : undefined;
  if (at.kind === 'object' && primary && isText(primary))
    return {
      at,
      help: `write ${code(textAt(primary))} alone; this model has no fallbacks of its own`,
      ...(at.entries.length === 1 && { fix: replaced(at, textAt(primary)) }),
    };
  if (at.kind === 'array' && at.items[1] && at.items.every(isText) && expected.includes('object')) {
    const chain = code(
      `{ "primary": ${textAt(at.items[0]!)}, "fallbacks": [${at.items.slice(1).map(textAt).join(', ')}] }`,
    );
    return {
      at,
      ...advice(
        `write ${chain}`,
        putting(`write ${chain}`, home.root, path, {
          primary: textOf(at.items[0]),
          fallbacks: at.items.slice(1).map(textOf),
        }),
      ),
    };
  }
  if (isText(at) && expected.length === 1 && expected[0] === 'object' && isRef(at))
    return {
      at,
      help: `write an object: ${code(`{ "primary": ${textAt(at)} }`)}`,
      fix: replaced(at, `{ ${quoteLike(at, 'primary')}: ${textAt(at)} }`),
    };
  const object = path.at(-2) === 'models' ? '{}' : '{ "primary": "provider/model" }';
  const ref = code(expected.join() === 'object' ? object : '"provider/model"');
  return { at, help: `write ${ref}${last === 'fallbacks' ? ' in a list' : ''}` };
}

/** Swaps an entry `"alias": "provider/model"`, unless that would create a duplicate key. */
function swapped(at: Node, alias: string | number | undefined, map: Node | undefined): { fix?: Fix } {
  if (map?.kind !== 'object' || isRef(String(alias))) return {};
  const entries = map.entries.filter(({ key, value }) => key.value === textOf(at) || textOf(value) === textOf(at));
  const key = map.entries.find(({ value }) => value === at)?.key;
  if (entries.length !== 1 || !key) return {};
  return {
    fix: {
      title: 'swap model and alias',
      edits: [
        { at: key, text: textAt(at) },
        { at, text: settings(at, alias, keyText('alias', styleOf(map.file))) },
      ],
    },
  };
}

const settings = (at: Node, alias: string | number | undefined, key = '"alias"'): string =>
  `{ ${key}: ${quoteLike(at, String(alias))} }`;
const isText = (node: Node): boolean => textOf(node) !== undefined;
const isRef = (of: Node | string): boolean => /^[^\s/]+\/\S+$/.test(typeof of === 'string' ? of : (textOf(of) ?? ''));
const replaced = (at: Node, text: string): Fix => ({ title: `write ${code(text)}`, edits: [{ at, text }] });
