import { SLOT_NAMES } from '../../src/routing/models/slots.ts';
import { basename } from '../../src/text/path.ts';
import type { Session } from '../homes/session.ts';
import { isObject, listIn } from '../protocol/params.ts';
import { FORMATS, type Format, route } from './route.ts';

export const ROUTE = 'clawlint.route';
export const HOME = 'clawlint.home';

/** Questions about a document's home, asked by `workspace/executeCommand` or as custom requests. */
export function runCommand(command: unknown, given: unknown, session: Session): unknown {
  if (!isObject(given) || typeof given.uri !== 'string') return null;
  const { uri, config, model, agent, slot, format } = given;
  const homes = session.homesOf(session.pathOf(uri));
  const home = homes.find((each) => each.config === config) ?? homes[0];
  if (!home) return null;
  if (command === HOME) return home.summary(session.uriOf);
  if (command !== ROUTE) return null;
  const job = SLOT_NAMES.find((each) => each === slot);
  const asked = {
    ...(typeof model === 'string' && { model }),
    ...(typeof agent === 'string' && { agent }),
    ...(job && { slot: job }),
  };
  return route(home, asked, FORMATS.find((each): each is Format => each === format) ?? 'text', basename, session.uriOf);
}

export const firstArgument = (params: unknown): unknown => listIn(params, 'arguments')[0];
