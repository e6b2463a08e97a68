import { type ClientCapabilities, type Connection, ErrorCodes, ResponseError } from 'vscode-languageserver';
import { firstArgument, HOME, MASKED, ROUTE, runCommand, UPGRADE } from './features/commands.ts';
import { workspaceSymbols } from './features/workspace-symbols.ts';
import { type Host, inTime } from './homes/host.ts';
import { Publisher } from './homes/publisher.ts';
import { Refresher } from './homes/refresher.ts';
import { Reports } from './homes/reports.ts';
import { Session } from './homes/session.ts';
import { isSame, readSettings } from './homes/settings.ts';
import { WATCHED } from './homes/watched.ts';
import { clientOf, offered, pulls } from './protocol/capabilities.ts';
import { changed } from './protocol/content-changes.ts';
import { isObject, isPosition, isRange, listIn, uriIn } from './protocol/params.ts';
import { atCursor, inRange, ofDocument, offsetIn, offsetsIn, type Question, questionFor } from './protocol/requests.ts';
import { toPath } from './protocol/uri.ts';

/** Serves one client. The only file that knows messages; their content is computed elsewhere. */
export function serve(connection: Connection, host: Host): void {
  const session = new Session(host);
  let capabilities: ClientCapabilities = {};
  let client = clientOf(capabilities, undefined);
  let reports = new Reports(session, client.shown);
  let refresher = new Refresher(connection, session, capabilities);
  let publisher = new Publisher(connection, session, reports, false);

  connection.onInitialize((params) => {
    capabilities = isObject(params.capabilities) ? params.capabilities : {};
    client = clientOf(capabilities, params.initializationOptions);
    reports = new Reports(session, client.shown);
    refresher = new Refresher(connection, session, capabilities);
    const isPulling = pulls(capabilities, params.clientInfo);
    publisher = new Publisher(connection, session, reports, isPulling, refresher);
    session.settings = readSettings(params.initializationOptions);
    session.folders = pathsIn(listIn(params, 'workspaceFolders'));
    if (session.folders.length === 0 && typeof params.rootUri === 'string') session.folders = [toPath(params.rootUri)];
    return { capabilities: offered(capabilities, isPulling), serverInfo: { name: 'clawlint', version: host.version } };
  });
  connection.onInitialized(() => {
    // the library installs its own handler if a client has workspace folders
    tell('workspace/didChangeWorkspaceFolders', ({ event }) => {
      const [added, removed] = [pathsIn(listIn(event, 'added')), pathsIn(listIn(event, 'removed'))];
      session.folders = [...session.folders.filter((folder) => !removed.includes(folder)), ...added];
      publisher.changed([], 0);
    });
    if (capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration)
      ask('client/registerCapability', {
        registrations: [
          { id: 'clawlint-files', method: 'workspace/didChangeWatchedFiles', registerOptions: { watchers: WATCHED } },
        ],
      });
    if (capabilities.workspace?.configuration) fetchSettings();
    publisher.watch();
  });
  connection.onShutdown(() => publisher.stop());

  tell('textDocument/didOpen', (params) => {
    const { textDocument: document } = params;
    if (!isObject(document) || typeof document.uri !== 'string' || typeof document.text !== 'string') return;
    const { uri, text, languageId, version } = document;
    const { path } = session.open(
      {
        uri,
        language: typeof languageId === 'string' ? languageId : '',
        version: typeof version === 'number' ? version : 0,
      },
      text,
    );
    publisher.changed([path], text.length);
  });
  tell('textDocument/didChange', (params) => {
    const document = session.document(uriIn(params) ?? '');
    if (!document) return;
    const { version } = params.textDocument as { version?: unknown };
    const { path, file } = session.change(
      document,
      typeof version === 'number' ? version : document.version,
      changed(document.file, listIn(params, 'contentChanges')),
    );
    publisher.changed([path], file.text.length);
  });
  tell('textDocument/didSave', (params) => touched([uriIn(params)]));
  tell('textDocument/didClose', (params) => {
    const document = session.document(uriIn(params) ?? '');
    if (!document) return;
    session.close(document);
    publisher.changed([], 0);
  });
  tell('workspace/didChangeWatchedFiles', (params) =>
    touched(listIn(params, 'changes').map((change) => (isObject(change) ? change.uri : undefined))),
  );
  tell('clawlint/files', (params) => {
    const sent = listIn(params, 'files').filter((each) => isObject(each) && typeof each.uri === 'string') as {
      uri: string;
      text?: unknown;
    }[];
    for (const { uri, text } of sent) host.put?.(toPath(uri), typeof text === 'string' ? text : undefined);
    touched(sent.map(({ uri }) => uri));
  });
  tell('workspace/didChangeConfiguration', ({ settings }) => {
    if (capabilities.workspace?.configuration) fetchSettings();
    else if (isObject(settings) && 'clawlint' in settings) configure(settings.clawlint);
  });

  answer('textDocument/diagnostic', (params) => {
    const uri = uriIn(params);
    if (uri === undefined) return refusal('textDocument.uri');
    const path = session.pathOf(uri);
    const pulled = reports.pull(
      path,
      typeof params.previousResultId === 'string' ? params.previousResultId : undefined,
    );
    const related = capabilities.textDocument?.diagnostic?.relatedDocumentSupport ? reports.related(path) : undefined;
    return related ? { ...pulled, relatedDocuments: related } : pulled;
  });
  answer('workspace/diagnostic', async (params) => {
    await checkAll();
    const before = new Map(
      listIn(params, 'previousResultIds').flatMap((each) => (isObject(each) ? [[each.uri, each.value] as const] : [])),
    );
    const items = reports.paths().map((path) => {
      const uri = session.uriOf(path);
      const again = before.get(uri);
      return {
        uri,
        version: session.documents.get(path)?.version ?? null,
        ...reports.survey(path, typeof again === 'string' ? again : undefined),
      };
    });
    return { items };
  });
  for (const [method, of] of Object.entries(ofDocument))
    answer(method, (params) => about(params, (question) => (refresher.show(question), of(question))));
  for (const [method, of] of Object.entries(atCursor))
    answer(method, (params) => {
      const { position } = params;
      return isPosition(position)
        ? about(params, (question) => of(question, offsetIn(question, position)))
        : refusal('position');
    });
  for (const [method, of] of Object.entries(inRange))
    answer(method, (params) => {
      const { range } = params;
      return isRange(range)
        ? about(params, (question) => of(question, ...offsetsIn(question, range)))
        : refusal('range');
    });
  answer('workspace/symbol', async ({ query }) => {
    await checkAll();
    return limited(() => workspaceSymbols(session.homes(), typeof query === 'string' ? query : '', session.uriOf));
  });
  answer('workspace/executeCommand', (params) => {
    const { command } = params;
    const result = limited(() => runCommand(command, firstArgument(params), session));
    // an editor without its own view for it
    if (command === ROUTE && client.routeCommand === ROUTE && typeof result === 'string')
      connection.sendNotification('window/showMessage', { type: 3, message: result }).catch(() => {});
    return result;
  });
  for (const [method, command] of [
    ['clawlint/route', ROUTE],
    ['clawlint/home', HOME],
    ['clawlint/masked', MASKED],
    ['clawlint/upgrade', UPGRADE],
  ] as const)
    answer(method, (params) => limited(() => runCommand(command, params, session)));
  connection.listen();

  type Params = { readonly [key: string]: unknown };

  /** A notification cannot be answered, so a malformed one is ignored. */
  function tell(method: string, handle: (params: Params) => void): void {
    connection.onNotification(method, (params: unknown) => {
      if (isObject(params)) handle(params);
    });
  }

  function answer(method: string, handle: (params: Params) => unknown): void {
    connection.onRequest(method, (params: unknown) => (isObject(params) ? handle(params) : refusal('params')));
  }

  function about(params: Params, of: (question: Question) => unknown): unknown {
    const uri = uriIn(params);
    if (uri === undefined) return refusal('textDocument.uri');
    const question = questionFor(uri, params, session, client);
    return question ? limited(() => of(question)) : null;
  }

  /** Nothing where it takes too long for an editor; the log says so. */
  function limited(work: () => unknown): unknown {
    const done = inTime(host, work);
    if (!done) connection.console.warn('an answer was given up: it takes too long for this file');
    return done ? done.value : null;
  }

  async function checkAll(): Promise<void> {
    await session.check();
    for (const folder of session.tooLarge())
      connection.console.info(
        `${folder} has more folders than are searched for homes; one in the others is checked when it is opened`,
      );
  }

  function touched(uris: readonly unknown[]): void {
    const paths = uris.flatMap((uri) => (typeof uri === 'string' ? [toPath(uri)] : []));
    session.touch(paths);
    publisher.changed([], 0);
  }

  function configure(sent: unknown): void {
    const settings = readSettings(sent);
    if (isSame(settings, session.settings)) return; // editors send their settings at the start, and more than once
    session.settings = settings;
    session.expire();
    void session.check().then(() => publisher.changed([...session.documents.keys()], 0));
  }

  function fetchSettings(): void {
    ask('workspace/configuration', { items: [{ section: 'clawlint' }] }, (answers) => {
      const [sent] = Array.isArray(answers) ? answers : [];
      if (isObject(sent)) configure(sent);
    });
  }

  /** Ignores a client that refuses or is gone. */
  function ask(method: string, params: object, then: (answer: unknown) => void = () => {}): void {
    connection.sendRequest(method, params).then(then, () => {});
  }
}

const refusal = (what: string): ResponseError<void> =>
  new ResponseError(ErrorCodes.InvalidParams, `${what} is missing`);

const pathsIn = (folders: readonly unknown[]): string[] =>
  folders.flatMap((each) => (isObject(each) && typeof each.uri === 'string' ? [toPath(each.uri)] : []));
