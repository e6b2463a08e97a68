import type { Position, Range } from 'vscode-languageserver-types';
import type { CheckedHome } from './checked.ts';
import { completion } from './completion.ts';
import { offsetAt } from './convert.ts';
import { hover } from './hover.ts';
import type { Session } from './session.ts';
import { type Source, sourceAt } from './sources.ts';

/** What the client can do, as far as answers differ. */
export interface Client {
  readonly snippets: boolean;
}

/** A question about a document of a home. Offsets are those of the source's text. */
export interface Question {
  readonly home: CheckedHome;
  readonly source: Source;
  readonly session: Session;
  readonly client: Client;
  readonly params: { readonly [key: string]: unknown };
  readonly at: (position: Position) => number;
}

type Answer = (question: Question) => unknown;
type AtCursor = (question: Question, offset: number) => unknown;
type InRange = (question: Question, range: Range) => unknown;

/** Requests about a position; null where the document is part of no home. */
export const atCursor: Readonly<{ [method: string]: AtCursor }> = {
  'textDocument/hover': ({ home, source }, offset) => hover(home, source, offset),
  'textDocument/completion': ({ home, source, client }, offset) => completion(home, source, offset, client.snippets),
};

/** Requests about a stretch. */
export const inRange: Readonly<{ [method: string]: InRange }> = {};

/** Requests about a whole document. */
export const ofDocument: Readonly<{ [method: string]: Answer }> = {};

/** The document as the first home sees it that it is part of. */
export function questionFor(uri: string, params: Question['params'], session: Session, client: Client): Question | undefined {
  const path = session.document(uri)?.path ?? session.pathOf(uri);
  for (const home of session.homesOf(path)) {
    const source = sourceAt(home.result, path);
    if (source) return { home, source, session, client, params, at: (position) => offsetAt(source.file, position) };
  }
  return undefined;
}
