import type { Entry } from '../parse/tree.ts';
import type { Problem } from '../schema/walk.ts';
import { credentialHome } from './claims/credential-keys.ts';
import { homeOf, isAliases, isHomeGuessed } from './claims/key-homes.ts';
import { problemsOf } from './claims.ts';
import { code, ifRead, placeName, release } from './phrases.ts';
import type { Fix, Rule } from './rule.ts';

type UnknownKey = Problem & { kind: 'unknown-key' };

export const keyAtWrongLevel: Rule = {
  id: 'key-at-wrong-level',
  severity: 'error',
  summary: 'a key that OpenClaw knows, but in another place',
  why: 'OpenClaw refuses the whole file, as with any key it does not know in that place. A hot reload keeps the last good config without telling why.',
  facts: ['8.1', 'R2'],
  refusesStart: true,
  doubtfulIfNewer: 'schema',
  *check(routing) {
    const { target } = routing;
    for (const problem of problemsOf('key-at-wrong-level', routing, 'unknown-key')) {
      const { key, owner } = problem;
      const home = homeOf(problem, target)!;
      const model = home.endsWith('.model.fallbacks') ? owner.get('model') : undefined;
      const fix = besideModel(problem);
      yield ifRead(problem, {
        at: key,
        message: `${code(key.value)} does not belong at ${placeName(problem.path)}; ${release(target)} refuses to start with it`,
        help:
          model?.kind === 'scalar'
            ? `move it into ${code('model')}: ${code('"model": { "primary": …, "fallbacks": … }')}`
            : isAliases(key.value)
              ? `give each model its alias in ${code(home)}: ${code('"provider/model": { "alias": "short-name" }')}`
              : (credentialHome(problem, routing) ?? `move it to ${code(home)}`),
        ...(fix && { fix }),
        perhapsNewer: isHomeGuessed(problem),
      });
    }
  },
};

/** `"model": "a/b", "fallbacks": […]`, adjacent: combine both into one object, which is what was meant. */
function besideModel({ key, value, owner }: UnknownKey): Fix | undefined {
  const at = owner.entries.findIndex((entry) => entry.key === key);
  const model: Entry | undefined = owner.entries[at - 1];
  if (
    key.value !== 'fallbacks' ||
    value.kind !== 'array' ||
    model?.key.value !== 'model' ||
    model.value.kind !== 'scalar'
  )
    return undefined;
  const { file, text } = { file: key.file, text: key.file.text };
  const [start, end] = [model.value.offset, model.value.offset + model.value.length];
  const last = value.offset + value.length;
  if (
    model.value.file !== file ||
    value.file !== file ||
    typeof model.value.value !== 'string' ||
    !/^\s*,\s*$/.test(text.slice(end, key.offset))
  )
    return undefined;
  const primary = text.slice(model.key.offset, model.key.offset + model.key.length).replace('model', 'primary');
  const both = `{ ${primary}: ${text.slice(start, end)}, ${text.slice(key.offset, last)} }`;
  return {
    title: 'move `fallbacks` into `model`',
    edits: [{ at: { file, offset: start, length: last - start }, text: both }],
  };
}
