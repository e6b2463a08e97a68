import assert from 'node:assert/strict';
import type { Session } from '../server/homes/session.ts';
import { atCursor, inRange, ofDocument, questionFor } from '../server/protocol/requests.ts';

export const CLIENT = {
  snippets: true,
  branches: true,
  creates: true,
  shown: { related: true, tags: true, links: true },
  routeCommand: 'x',
};

/** Asks all that can be asked about a place of a document. Every answer must be one that can be sent. */
export function askEverything(session: Session, uri: string, offset: number): unknown[] {
  const question = questionFor(
    uri,
    { context: { includeDeclaration: true, diagnostics: [] }, newName: 'other' },
    session,
    CLIENT,
  );
  if (!question) return [];
  const answers = [
    ...Object.values(ofDocument).map((ask) => ask(question)),
    ...Object.values(atCursor).map((ask) => ask(question, offset)),
    ...Object.values(inRange).map((ask) => ask(question, Math.min(offset, 20), offset)),
  ];
  for (const answer of answers) {
    const text = JSON.stringify(answer);
    assert.ok(text === undefined || !/"(?:line|character)":(?:-|null)|undefined|\[object |NaN/.test(text), text);
  }
  return answers;
}
