import { ResponseError } from 'vscode-languageserver';
import type { Position, Range } from 'vscode-languageserver-types';
import { actions } from '../features/actions.ts';
import { completion } from '../features/completion.ts';
import type { Shown } from '../features/diagnostics.ts';
import { hints } from '../features/hints.ts';
import { hover } from '../features/hover.ts';
import { lenses } from '../features/lenses.ts';
import { links } from '../features/links.ts';
import { definition, highlights, references } from '../features/navigation.ts';
import { documentSymbols, flatSymbols, foldings } from '../features/outline.ts';
import { prepareRename, type Refused, rename } from '../features/rename.ts';
import { tokens } from '../features/tokens.ts';
import { type Source, sourceAt } from '../homes/documents.ts';
import type { CheckedHome } from '../homes/home.ts';
import type { Session } from '../homes/session.ts';
import { isObject, listIn } from './params.ts';
import { offsetAt } from './positions.ts';

/** The client's capabilities that affect answers. */
export interface Client {
  readonly snippets: boolean;
  /** it supports hierarchical outlines */
  readonly branches: boolean;
  /** it can create files */
  readonly creates: boolean;
  readonly shown: Shown;
  /** the command behind a code lens: the client's own, else the server's */
  readonly routeCommand: string;
}

/** A question about a document of a home. */
export interface Question {
  readonly home: CheckedHome;
  readonly source: Source;
  readonly session: Session;
  readonly client: Client;
  readonly params: { readonly [key: string]: unknown };
}

/** Requests about a position. All return null if the document belongs to no home. */
export const atCursor: Readonly<{ [method: string]: (question: Question, offset: number) => unknown }> = {
  'textDocument/hover': ({ home, source }, offset) => hover(home, source, offset),
  'textDocument/completion': ({ home, source, client }, offset) => completion(home, source, offset, client.snippets),
  'textDocument/definition': ({ home, source, session }, offset) => definition(home, source, offset, session.uriOf),
  'textDocument/references': ({ home, source, session, params: { context } }, offset) =>
    references(home, source, offset, session.uriOf, isObject(context) && context.includeDeclaration === true),
  'textDocument/documentHighlight': ({ home, source }, offset) => highlights(home, source, offset),
  'textDocument/prepareRename': ({ home, source }, offset) => granted(prepareRename(home, source, offset)),
  'textDocument/rename': ({ home, source, session, params: { newName } }, offset) =>
    granted(rename(home, source, offset, typeof newName === 'string' ? newName : '', session.uriOf)),
};

/** Requests about a range. */
export const inRange: Readonly<{ [method: string]: (question: Question, start: number, end: number) => unknown }> = {
  'textDocument/codeAction': ({ home, source, session, client, params: { context } }, start, end) => {
    const only =
      isObject(context) && Array.isArray(context.only)
        ? listIn(context, 'only').filter((each) => typeof each === 'string')
        : undefined;
    return actions(home, source, start, end, only, client, session.uriOf);
  },
  'textDocument/inlayHint': ({ home, source }, start, end) =>
    home.settings().inlayHints ? hints(home, source, start, end) : [],
  'textDocument/semanticTokens/range': ({ home, source }, start, end) => tokens(home, source, start, end),
};

/** Requests about a whole document. */
export const ofDocument: Readonly<{ [method: string]: (question: Question) => unknown }> = {
  'textDocument/documentSymbol': ({ home, source, session, client }) => {
    const symbols = documentSymbols(home, source);
    return client.branches ? symbols : flatSymbols(symbols, session.uriOf(source.file.path));
  },
  'textDocument/foldingRange': ({ source }) => foldings(source),
  'textDocument/documentLink': ({ home, source, session }) => links(home, source, session.uriOf),
  'textDocument/codeLens': ({ home, source, session, client }) =>
    home.settings().codeLens ? lenses(home, source, session.uriOf(source.file.path), client.routeCommand) : [],
  'textDocument/semanticTokens/full': ({ home, source }) => tokens(home, source),
};

/** The document as seen by the first home it belongs to. */
export function questionFor(
  uri: string,
  params: Question['params'],
  session: Session,
  client: Client,
): Question | undefined {
  const path = session.pathOf(uri);
  for (const home of session.homesOf(path)) {
    const source = sourceAt(home.result, path);
    if (source) return { home, source, session, client, params };
  }
  return undefined;
}

export const offsetIn = ({ source }: Question, position: Position): number => offsetAt(source.file, position);

export const offsetsIn = (question: Question, { start, end }: Range): [number, number] => [
  offsetIn(question, start),
  offsetIn(question, end),
];

/** `LSPErrorCodes.RequestFailed`, without the protocol's tables. */
const REQUEST_FAILED = -32803;

/** A refusal is an error that editors show to the user. */
function granted<T extends object>(answer: T | Refused): T | ResponseError<void> {
  return 'refused' in answer ? new ResponseError(REQUEST_FAILED, answer.refused) : answer;
}
