import {
  AbstractMessageReader,
  AbstractMessageWriter,
  type DataCallback,
  type Disposable,
  type Message,
} from 'vscode-languageserver';
import { readable } from '../../src/report/readable.ts';
import { isObject } from './params.ts';

const HEADER_END = Buffer.from('\r\n\r\n');
/** In bytes: no header is longer, and no text is read that would not fit into a string. */
const LONGEST_HEADER = 8192;
const LONGEST_BODY = 512 * 1024 * 1024;

/**
 * Messages from a stream. A header or a body that is none is passed over, so that the next message is understood again;
 * the library's own reader would wait for ever, or repeat in its log what it was sent.
 */
export class Reader extends AbstractMessageReader {
  #chunks: Buffer[] = [];
  #size = 0;
  /** bytes of the message that is being read, header included; 0 before its header is complete */
  #wanted = 0;
  #start = 0;

  constructor(readonly stream: NodeJS.ReadableStream) {
    super();
  }

  listen(callback: DataCallback): Disposable {
    const read = (chunk: Buffer) => {
      this.#chunks.push(chunk);
      this.#size += chunk.length;
      while (this.#next(callback)) {}
    };
    this.stream.on('data', read);
    this.stream.on('close', () => this.fireClose());
    return { dispose: () => void this.stream.off('data', read) };
  }

  /** Takes one message, or one piece of garbage, from what has come in; whether there was one. */
  #next(callback: DataCallback): boolean {
    if (this.#size === 0 || this.#size < this.#wanted) return false;
    const bytes = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks, this.#size);
    if (this.#wanted > 0) {
      const body = bytes.toString('utf8', this.#start, this.#wanted);
      this.#keep(bytes.subarray(this.#wanted));
      const message = parsed(body);
      if (message) callback(message);
      return true;
    }
    const end = bytes.indexOf(HEADER_END);
    if (end < 0) {
      this.#keep(bytes.length > LONGEST_HEADER ? bytes.subarray(-LONGEST_HEADER / 2) : bytes);
      return false;
    }
    const length = Number(
      /content-length:[ \t]*(\d{1,15})[ \t]*(?:\r\n|$)/i.exec(bytes.toString('latin1', 0, end))?.[1] ?? NaN,
    );
    const start = end + HEADER_END.length;
    this.#keep(length <= LONGEST_BODY ? bytes : bytes.subarray(start));
    if (length <= LONGEST_BODY) [this.#start, this.#wanted] = [start, start + length];
    return true;
  }

  #keep(bytes: Buffer): void {
    this.#chunks = bytes.length > 0 ? [bytes] : [];
    this.#size = bytes.length;
    this.#wanted = 0;
  }
}

/** Header and body in one go, as one packet. */
export class Writer extends AbstractMessageWriter {
  constructor(readonly stream: NodeJS.WritableStream) {
    super();
    stream.on('error', (error) => this.fireError(error));
  }

  write(message: Message): Promise<void> {
    const body = JSON.stringify(discreet(message));
    this.stream.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    return Promise.resolve();
  }

  end(): void {}
}

/** A request, a notification or an answer; undefined for anything else. */
function parsed(body: string): Message | undefined {
  try {
    const message: unknown = JSON.parse(body);
    if (!isObject(message) || Array.isArray(message)) return undefined;
    const { method, id, params } = message;
    const isAnswer =
      method === undefined &&
      (typeof id === 'string' || typeof id === 'number') &&
      ('result' in message || isObject(message.error));
    const isAsked =
      typeof method === 'string' &&
      (params === undefined || params === null || typeof params === 'object') &&
      (id === undefined || typeof id === 'string' || typeof id === 'number');
    return isAnswer || isAsked ? ({ ...message, jsonrpc: '2.0' } as Message) : undefined;
  } catch {
    return undefined;
  }
}

/** The library's log and its errors may quote what it was sent. */
function discreet(message: Message): Message {
  const { method, params, error } = message as { method?: string; params?: unknown; error?: unknown };
  if (method === 'window/logMessage' && isObject(params))
    return { ...message, params: { ...params, message: firstLine(params.message) } } as Message;
  return isObject(error) && typeof error.message === 'string'
    ? ({ ...message, error: { ...error, message: firstLine(error.message) } } as Message)
    : message;
}

const firstLine = (text: unknown): string => readable(String(text).split('\n', 1)[0]!);
