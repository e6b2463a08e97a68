import type { Path } from '../../src/parse/tree.ts';
import { releases } from '../../src/release/releases.ts';
import { lineOf } from '../../src/schema/rest/lines.ts';
import { restSchema } from '../../src/schema/rest/schema.ts';
import type { Schema } from '../../src/schema/walk.ts';

/** A release's schema at a path outside the sections of schema/; without a release, the newest's. */
export function restAlong(path: Path, release = releases().at(-1)): Schema | undefined {
  const place = path.reduce<string>(below, '');
  return place === '' ? undefined : restSchema(place, release);
}

/** A path as the history writes it: `*` for a key it does not name, `[]` for an item. */
function below(place: string, step: string | number): string {
  if (typeof step === 'number') return `${place}[]`;
  const named = place === '' ? step : `${place}.${step}`;
  return step.includes('.') || !lineOf(named) ? `${place}.*` : named;
}
