import { ladder } from '../../src/explain/build.ts';
import type { RouteQuestion } from '../../src/explain/route.ts';
import { agentNamed, agentOf } from '../../src/routing/models/agents.ts';
import { SLOT_NAMES, slotChain } from '../../src/routing/models/slots.ts';
import type { Routing } from '../../src/routing/routing.ts';
import { type Source, sourceAt } from '../homes/documents.ts';
import type { CheckedHome } from '../homes/home.ts';
import { touches } from '../protocol/positions.ts';
import { spotIn } from './cursor.ts';
import { nameAt } from './name-at.ts';

/**
 * The route that a position of a file is about: an agent's own, that of one of its jobs, or that of a model it is asked
 * for; that of the default agent if it is about none.
 */
export function routeAt({ result }: CheckedHome, path: string, offset: (source: Source) => number): RouteQuestion {
  const source = sourceAt(result, path);
  if (!source) return {};
  const { routing } = result;
  const at = offset(source);
  const id = agentAt(routing, source, at);
  const agent = agentNamed(routing.agents, id);
  const whose = id === undefined ? {} : { agent: id };
  const isHere = (place: Parameters<typeof touches>[0] | undefined) =>
    place !== undefined && place.file === source.file && touches(place, at);
  const slot = SLOT_NAMES.find((each) => each !== 'model' && isHere(slotChain(routing.names, each, agent).at));
  if (slot) return { ...whose, slot };
  const named = nameAt(routing, source.file, at);
  const isModel = named?.kind === 'model' || named?.kind === 'alias';
  const model = routing.refs.find((each) => isHere(each.at))?.text ?? (isModel ? named.name : undefined);
  const own = ladder(routing, whose);
  if (model === undefined || 'misnamed' in own || own.candidates.some((each) => isHere(each.at))) return whose;
  return 'misnamed' in ladder(routing, { ...whose, model }) ? whose : { ...whose, model };
}

/** The agent whose entry or whose store the position is in. */
function agentAt(routing: Routing, source: Source, offset: number): string | undefined {
  if (source.kind === 'store') {
    const [, folder] = /\/agents\/([^/]+)\/agent\/[^/]+$/.exec(source.file.path) ?? [];
    return folder === undefined ? undefined : agentNamed(routing.agents, folder)?.id;
  }
  const path = source.kind === 'config' ? spotIn(source, offset)?.path : undefined;
  const scope = path && agentOf(path);
  return scope === undefined ? undefined : routing.agents.find((each) => each.scope === scope)?.id;
}
