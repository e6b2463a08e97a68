import { parseJson5 } from '../src/parse/json5.ts';
import type { Problem, Schema, Shape } from '../src/schema/schema.ts';
import { walk } from '../src/schema/walk.ts';
import { File, type Place } from '../src/text/file.ts';

/**
 * All that a walk finds, one line each: what is wrong, where, the text that is marked and what goes with it; then names
 * and secrets.
 */
export function walked(text: string, shape: Shape, release?: string, everyName = false): string[] {
  const { root } = parseJson5(new File('openclaw.json', text));
  const { problems, symbols, secrets } = walk(root!, shape, release, everyName);
  return [
    ...problems.map(lineOf),
    ...symbols.map(({ kind, role, text, path }) => `${role} ${kind} ${text} at ${path.join('.')}`),
    ...secrets.map(
      ({ node, path, guessed }) => `secret ${markedBy(node)} at ${path.join('.')}${guessed ? ' perhaps' : ''}`,
    ),
  ];
}

const markedBy = ({ file, offset, length }: Place): string => file.text.slice(offset, offset + length);

export function lineOf(problem: Problem): string {
  const { kind, path, schema, ...rest } = problem;
  const at = 'at' in problem ? problem.at : problem.key;
  const more = Object.entries(rest).filter(
    ([key, value]) => !['at', 'value', 'owner', 'related', 'changes'].includes(key) && !(value as Partial<Place>).file,
  );
  return [
    `${kind} ${path.join('.')} \`${markedBy(at)}\``,
    ...(more.length > 0 ? [JSON.stringify(Object.fromEntries(more))] : []),
    ...(kind === 'type' ? [] : objectOf(schema)),
  ].join(' ');
}

/** The keys of the object that was meant, and those it asks for. */
const objectOf = ({ properties, required }: Schema): string[] =>
  properties ? [`in { ${Object.keys(properties)} }${required?.length ? ` with ${required}` : ''}`] : [];
