import { substitutions } from '../../src/env/references.ts';
import { splitProfile } from '../../src/routing/models/ref.ts';
import type { Routing } from '../../src/routing/routing.ts';
import type { SymbolKind } from '../../src/schema/walk.ts';
import { inJobs, type NameUse } from '../../src/symbols.ts';
import type { Place } from '../../src/text/file.ts';

/** A name with variables in it; which one it is becomes known only when OpenClaw runs. */
export interface Template {
  readonly kind: SymbolKind;
  readonly text: string;
  readonly at: Place;
}

export const templatesOf = (routing: Routing): readonly Template[] =>
  [...routing.symbols, ...inJobs(routing)].filter(
    ({ role, text }) => role === 'refersTo' && substitutions(text).length > 0,
  );

/** Whether a name may be the result: the text around the variables does not rule it out. */
export function mayName({ kind, text }: Template, use: Pick<NameUse, 'kind' | 'name'>): boolean {
  const name = use.name.toLowerCase();
  const [before, behind] = around(text);
  if (kind !== 'model') return kind === use.kind && name.startsWith(before) && name.endsWith(behind);
  const [, end] = around(splitProfile(text).model);
  // a part without a variable is an ordinary name (symbols.ts)
  if (use.kind === 'provider') return !before.includes('/') && `${name}/`.startsWith(before);
  if (use.kind === 'profile') return !behind.includes('@') && `@${name}`.endsWith(behind);
  if (use.kind === 'model')
    return name.endsWith(end) && (name.startsWith(before) || name.slice(name.indexOf('/') + 1).startsWith(before));
  return use.kind === 'alias' && name.endsWith(end) && (before.includes('/') || name.startsWith(before));
}

/** The literal start and end of a text with variables. */
function around(text: string): [before: string, behind: string] {
  const whole = text.trim().toLowerCase();
  const tokens = substitutions(text.trim());
  return tokens.length > 0 ? [whole.slice(0, tokens[0]!.start), whole.slice(tokens.at(-1)!.end)] : [whole, whole];
}
