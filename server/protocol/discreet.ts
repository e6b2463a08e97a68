import { type ConnectionOptions, Message, type MessageWriter } from 'vscode-languageserver';
import { printable } from '../../src/report/printable.ts';
import { readable } from '../../src/report/readable.ts';
import { isObject } from './params.ts';

/** Ignores what is not a message; the library would repeat it in its log. */
export const onlyMessages: ConnectionOptions = {
  messageStrategy: {
    handleMessage(message, handle) {
      if (Message.isRequest(message) || Message.isNotification(message) || Message.isResponse(message)) handle(message);
    },
  },
};

/** A writer that masks keys in log entries and errors, which may quote what the server received. */
export const discreet = (writer: MessageWriter): MessageWriter => ({
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
