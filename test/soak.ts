import assert from 'node:assert/strict';
import type { Files } from '../src/files.ts';
import { atCursor, inRange, ofDocument, questionFor } from '../server/requests.ts';
import { diagnosticsOf } from '../server/diagnostics.ts';
import { CheckedHome } from '../server/checked.ts';
import { DEFAULTS } from '../server/settings.ts';
import type { Session } from '../server/session.ts';

export const CLIENT = { snippets: true, creates: true, shown: { related: true, tags: true, links: true }, routeCommand: 'x' };

/** The same numbers for the same seed: a failure can be played again. */
export function random(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Asks all that can be asked about a place of a document. Every answer must be one that can be sent. */
export function askEverything(session: Session, uri: string, offset: number): void {
  const question = questionFor(uri, { context: { includeDeclaration: true, diagnostics: [] }, newName: 'other' }, session, CLIENT);
  if (!question) return;
  const size = question.source.file.text.length;
  for (const ask of Object.values(ofDocument)) sendable(ask(question), size);
  for (const ask of Object.values(atCursor)) sendable(ask(question, offset), size);
  for (const ask of Object.values(inRange)) sendable(ask(question, Math.min(offset, 20), offset), size);
}

function sendable(answer: unknown, _: number): void {
  const text = JSON.stringify(answer);
  assert.ok(text === undefined || !/"(?:line|character)":(?:-|null)|undefined|\[object |NaN/.test(text), text);
}

/** What a new check of a home finds, as the client should see it. */
export function fresh(config: string, files: Files, uri: (path: string) => string): string {
  const home = new CheckedHome(config, files, { version: '0', files, now: () => 0 }, () => DEFAULTS);
  return JSON.stringify([...diagnosticsOf(home, CLIENT.shown, uri)].sort());
}
