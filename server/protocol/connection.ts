import {
  createMessageConnection,
  type MessageConnection,
  type MessageReader,
  type MessageWriter,
} from 'vscode-languageserver';

/**
 * A connection whose log goes to the client. The library's `createConnection` is the same with a method for each
 * message there is, and builds tables of them all, which takes every start 9 ms.
 */
export function connectionOf(reader: MessageReader, writer: MessageWriter): MessageConnection {
  const log = (type: number) => (message: string) =>
    void connection.sendNotification('window/logMessage', { type, message }).catch(() => {});
  const connection = createMessageConnection(reader, writer, {
    error: log(1),
    warn: log(2),
    info: log(3),
    log: log(4),
  });
  return connection;
}
