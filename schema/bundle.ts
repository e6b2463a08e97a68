import { mapSchema } from '../src/schema/includes.ts';
import type { Schema } from '../src/schema/walk.ts';
import agents from './agents.json' with { type: 'json' };
import auth from './auth.json' with { type: 'json' };
import authProfiles from './auth-profiles.json' with { type: 'json' };
import elsewhere from './elsewhere.json' with { type: 'json' };
import env from './env.json' with { type: 'json' };
import models from './models.json' with { type: 'json' };
import openclaw from './openclaw.json' with { type: 'json' };
import secrets from './secrets.json' with { type: 'json' };
import shared from './shared.json' with { type: 'json' };

/** A self-contained draft-07 document: every `$ref` is `#/definitions/…`. */
export interface Bundle extends Schema {
  $schema: string;
  title: string;
  definitions: Record<string, Schema>;
}
type Source = Schema & { $schema: string; $id?: string; title?: string };

const SECTIONS: Record<string, unknown> = { auth, models, agents, env, secrets };
const SHAPES: Record<string, unknown> = { shared, elsewhere };

/**
 * The schema of openclaw.json after its `$include`s were spliced: what the walker, the validator and the types are made
 * from.
 */
export function configSchema(): Bundle {
  const definitions: Record<string, Schema> = {};
  for (const [name, file] of Object.entries({ ...SECTIONS, ...SHAPES })) {
    const { definitions: own = {}, $schema: _, $id: __, title: ___, ...section } = file as Source;
    if (name in SECTIONS) define(name, section);
    for (const [key, schema] of Object.entries(own)) define(key, schema);
  }
  const { $id: _, ...root } = local(openclaw as unknown as Source) as Source;
  return { ...root, definitions } as Bundle;

  function define(name: string, schema: Schema): void {
    if (name in definitions) throw new Error(`two definitions are named ${name}`);
    definitions[name] = local(schema);
  }
}

/** The schema of the per-agent auth-profiles.json. */
export function credentialSchema(): Bundle {
  const { $id: _, ...root } = authProfiles as unknown as Source;
  return root as Bundle;
}

/** References of the files as they stand side by side → references within one document. */
function local(schema: Schema): Schema {
  return mapSchema(schema, (each) =>
    each.$ref
      ? { ...each, $ref: `#/definitions/${each.$ref.replace(/^.*#\/definitions\//, '').replace(/\.json$/, '')}` }
      : each,
  );
}
