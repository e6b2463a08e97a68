import type { Hover } from 'vscode-languageserver-types';
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
  if (schema.description) yield schema.description;
  const { since, until, replacedBy, default: usual } = schema;
  const facts = [
    since && `since ${since}`,
    until && `last accepted by ${until}`,
    replacedBy && `now \`${replacedBy}\``,
    usual !== undefined && `default \`${JSON.stringify(usual)}\``,
  ].filter(Boolean);
  if (facts.length > 0) yield `*${facts.join(' · ')}*`;
  const values = allowedValues(schema);
  if (values.length > 1 && values.length <= MOST) yield values.map((value) => `\`${value}\``).join(' · ');
}
