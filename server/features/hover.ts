import type { Hover } from 'vscode-languageserver-types';
import { typeNames } from '../../src/rules/phrases.ts';
import type { Schema, Shape } from '../../src/schema/schema.ts';
import { allowedValues } from '../../src/schema/walk.ts';
import type { Source } from '../homes/documents.ts';
import type { CheckedHome } from '../homes/home.ts';
import { rangeOf, touches } from '../protocol/positions.ts';
import { type Spot, spotIn } from './cursor.ts';
import { describeName } from './hover-names.ts';
import { nameAt } from './name-at.ts';
import { everSchemaFor } from './schema-for.ts';

/** Longer lists of values are better seen in completion. */
const MOST = 30;

/** Describes a key or a name. Never shows a value. */
export function hover(home: CheckedHome, source: Source, offset: number): Hover | null {
  const use = nameAt(home.result.routing, source.file, offset);
  const found = spotIn(source, offset);
  const spot = found?.at === 'value' && !touches(found.node, offset) ? undefined : found;
  const parts = [...(use ? describeName(use, home) : []), ...(spot ? aboutKey(spot, home, source) : [])];
  const at = use?.at ?? (spot?.at === 'key' ? spot.key : spot?.at === 'value' ? spot.node : undefined);
  return parts.length > 0 && at
    ? { contents: { kind: 'markdown', value: home.mask.text(parts.join('\n\n')) }, range: rangeOf(at) }
    : null;
}

/** The description in schema/, and since which release the key exists. */
function* aboutKey(spot: Spot, { result }: CheckedHome, source: Source): Iterable<string> {
  if (spot.at === 'gap' || (spot.at === 'value' && spot.node.kind !== 'scalar')) return;
  const schema = everSchemaFor(source, spot.path, result);
  if (!schema) return;
  const values = allowedValues(schema);
  if (schema.description || values.length === 0) yield schema.description ?? taken(schema);
  const { since, until, replacedBy, default: usual } = schema;
  const facts = [
    since && `since ${since}`,
    until && `last accepted by ${until}`,
    replacedBy && `now \`${replacedBy}\``,
    usual !== undefined && `default \`${JSON.stringify(usual)}\``,
  ].filter(Boolean);
  if (facts.length > 0) yield `*${facts.join(' · ')}*`;
  if (values.length > 1 && values.length <= MOST) yield values.map((value) => `\`${value}\``).join(' · ');
}

/** What a key takes, of which nobody wrote what it is for. */
function taken(schema: Schema): string {
  const types = [schema.type ?? []].flat();
  if (types.length === 0) return 'Takes anything.';
  const alternatives = 'alternatives' in schema ? (schema as Shape).alternatives : [];
  const words = alternatives.find(({ type }) => type === 'number' || type === 'integer')?.variants[0] ?? {};
  const { minimum, exclusiveMinimum, maximum } = words;
  const limits = [
    minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER && `at least ${minimum}`,
    exclusiveMinimum !== undefined && `more than ${exclusiveMinimum}`,
    maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER && `at most ${maximum}`,
  ].filter(Boolean);
  return `Takes ${[typeNames(types), ...limits].join(', ')}.`;
}
