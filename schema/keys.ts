import { steps } from '../src/schema/at.ts';
import type { Schema } from '../src/schema/schema.ts';
import { alternatives } from '../src/text/braces.ts';
import type { Bundle } from './bundle.ts';
import keys from './keys.json' with { type: 'json' };

/** A document with what schema/keys.json says about single keys. */
export function withKeys(document: Bundle): Bundle {
  const copy = JSON.parse(JSON.stringify(document)) as Bundle;
  for (const [pattern, said] of Object.entries(keys))
    for (const path of alternatives(pattern)) Object.assign(placed(copy, path), seenFrom(path, said as Schema));
  return copy;
}

/** With the successor named from the root: `./name` stands beside the key, `../name` beside the object around it. */
function seenFrom(path: string, said: Schema): Schema {
  const [, up, name] = /^(\.\.?)\/(.+)$/.exec(said.replacedBy ?? '') ?? [];
  if (!up) return said;
  const around = path.split('.').slice(0, -up.length);
  return { ...said, replacedBy: [...around, name].join('.').replaceAll('[]', '.*') };
}

/** The schema at a path; made where there is none. */
function placed(document: Bundle, path: string): Schema {
  let at: Schema = document;
  for (const step of steps(path)) {
    while (at.$ref) at = isShared(at.$ref, document) ? apart(at, document) : definition(at.$ref, document);
    if (step === '[]') at = at.items ??= {};
    else if (step === '*') {
      if (typeof at.additionalProperties !== 'object') at.additionalProperties = {};
      at = at.additionalProperties;
    } else {
      at.properties ??= {};
      // what is said of all entries of a map holds for this one, too
      at = at.properties[step] ??= structuredClone(
        typeof at.additionalProperties === 'object' ? at.additionalProperties : {},
      );
    }
  }
  return at;
}

const definition = (ref: string, { definitions }: Bundle): Schema => definitions[ref.split('/').pop()!]!;

const isShared = (ref: string, document: Bundle): boolean =>
  JSON.stringify(document).split(JSON.stringify(ref)).length > 2;

/** A place that others share a definition with gets a copy: what is said of one key does not hold for all of them. */
function apart(at: Schema, document: Bundle): Schema {
  const { $ref, ...beside } = at;
  delete at.$ref;
  return Object.assign(at, structuredClone(definition($ref!, document)), beside);
}
