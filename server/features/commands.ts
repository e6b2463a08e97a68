import { SLOT_NAMES } from '../../src/routing/models/slots.ts';
import { basename } from '../../src/text/path.ts';
import type { Session } from '../homes/session.ts';
import { isObject, isPosition, listIn } from '../protocol/params.ts';
import { offsetAt } from '../protocol/positions.ts';
import { masked } from './masked.ts';
import { FORMATS, type Format, route } from './route.ts';
import { routeAt } from './route-at.ts';
import { upgrade } from './upgrade.ts';

export const ROUTE = 'clawlint.route';
export const HOME = 'clawlint.home';
export const MASKED = 'clawlint.masked';
export const UPGRADE = 'clawlint.upgrade';

/** Questions about a document's home, asked by `workspace/executeCommand` or as custom requests. */
export function runCommand(command: unknown, given: unknown, session: Session): unknown {
  if (!isObject(given) || typeof given.uri !== 'string') return null;
  const { uri, config, model, agent, slot, job, format, position, to } = given;
  const path = session.pathOf(uri);
  const homes = session.homesOf(path);
  const home = homes.find((each) => each.config === config) ?? homes[0];
  if (!home) return null;
  if (command === HOME) return home.summary(session.uriOf);
  if (command === MASKED) return masked(home, session.uriOf);
  if (command === UPGRADE) return typeof to === 'string' ? (upgrade(home, to, basename, session.uriOf) ?? null) : null;
  if (command !== ROUTE) return null;
  const other = SLOT_NAMES.find((each) => each === slot);
  const asked = {
    ...(isPosition(position) && routeAt(home, path, ({ file }) => offsetAt(file, position))),
    ...(typeof model === 'string' && { model }),
    ...(typeof agent === 'string' && { agent }),
    ...(other && { slot: other }),
    ...(typeof job === 'string' && { job }),
    fail: listIn(given, 'fail').filter((each) => typeof each === 'string'),
  };
  const as = FORMATS.find((each): each is Format => each === format) ?? 'text';
  return route(home, asked, as, basename, session.uriOf);
}

export const firstArgument = (params: unknown): unknown => listIn(params, 'arguments')[0];
