import { check, type Options } from '../src/check.ts';
import { memory } from '../src/files.ts';
import { type Agent, agentNamed } from '../src/routing/models/agents.ts';
import type { Routing } from '../src/routing/routing.ts';
import type { Place } from '../src/text/file.ts';

/** A config, given as data, resolved for a release. */
export function routed(
  config: unknown,
  options: Options = { release: '2026.9.6' },
  files: Readonly<Record<string, string>> = {},
): Routing {
  return check(memory({ 'openclaw.json': JSON.stringify(config, undefined, 1), ...files }), {
    rules: new Set(),
    ...options,
  }).routing;
}

export const agent = ({ agents }: Routing, id = 'main'): Agent | undefined => agentNamed(agents, id);

/** The text at a place. */
export const written = (place: Place | undefined): string | undefined =>
  place?.file.text.slice(place.offset, place.offset + place.length);
