import type { Layer } from '../env/environment.ts';
import { ObjectNode } from '../parse/tree.ts';
import type { Store } from '../store/store.ts';
import { PROJECT_FILE, type ProjectSettings } from './project.ts';

/** The variables that a `clawlint.json` says are set elsewhere. */
export const variablesElsewhere = ({ variables }: ProjectSettings): Layer => ({
  source: 'elsewhere',
  label: PROJECT_FILE,
  // without places, because nothing sets them there
  variables: new Map(variables.map(({ value: name }) => [name, { name, empty: false, blank: false }])),
  ignored: new Map(),
});

/** The profiles that a `clawlint.json` says are stored elsewhere: there may be more, and nothing else is known of them. */
export function profilesElsewhere({ profiles, file, parsed }: ProjectSettings): Store | undefined {
  if (profiles.length === 0) return undefined;
  return {
    file,
    parsed,
    agent: undefined,
    shape: 'inventory',
    partial: true,
    orders: [],
    entries: [],
    profiles: profiles.map(({ id, value: type, at }) => ({
      id: id.value,
      at: id,
      entry: new ObjectNode(id.file, id.offset, id.length, []),
      provider: id.value.split(':', 1)[0]!.trim().toLowerCase(),
      type,
      typeAt: at,
      credential: 'present',
      expires: undefined,
    })),
  };
}
