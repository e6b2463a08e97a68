import {
  type ConnectionOptions,
  createMessageConnection,
  type Logger,
  Message,
  type MessageConnection,
  type MessageReader,
  type MessageWriter,
} from 'vscode-jsonrpc';
import { printable } from '../../src/report/printable.ts';
import { readable } from '../../src/report/readable.ts';
import { isObject } from './params.ts';

/** The messages of one client, and its log. */
export interface Connection extends MessageConnection {
  readonly console: Logger;
}

export function connected(reader: MessageReader, writer: MessageWriter): Connection {
  const say = (type: number) => (message: string) => {
    connection.sendNotification('window/logMessage', { type, message }).catch(() => {});
  };
  const console: Logger = { error: say(1), warn: say(2), info: say(3), log: say(4) };
  const connection = createMessageConnection(reader, discreet(writer), console, onlyMessages);
  return Object.assign(connection, { console });
}

/** Ignores what is not a message; the library would repeat it in its log. */
const onlyMessages: ConnectionOptions = {
  messageStrategy: {
    handleMessage(message, handle) {
      if (Message.isRequest(message) || Message.isNotification(message) || Message.isResponse(message)) handle(message);
    },
  },
};

/** A writer that masks keys in log entries and errors, which may quote what the server received. */
const discreet = (writer: MessageWriter): MessageWriter => ({
  onError: (...args) => writer.onError(...args),
  onClose: (...args) => writer.onClose(...args),
  write: (message) => writer.write(withoutKeys(message)),
  end: () => writer.end(),
  dispose: () => writer.dispose(),
});

function withoutKeys(message: Message): Message {
  const { method, params, error } = message as { method?: string; params?: unknown; error?: unknown };
  if (method === 'window/logMessage' && isObject(params))
    return { ...message, params: { ...params, message: firstLine(params.message) } } as Message;
  return isObject(error) && typeof error.message === 'string'
    ? ({ ...message, error: { ...error, message: firstLine(error.message) } } as Message)
    : message;
}

const firstLine = (text: unknown): string => printable(readable(String(text).split('\n', 1)[0]!));
