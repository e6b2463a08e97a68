import { Transform, type TransformCallback } from 'node:stream';

const HEADER_END = '\r\n\r\n';
/** In bytes: no header is longer, and no text is read that would not fit into a string. */
const LONGEST_HEADER = 8192;
const LONGEST_BODY = 512 * 1024 * 1024;

/**
 * Forwards messages with their header. Skips a header without a usable length, so that the next message is understood:
 * the library's reader would stop for good, or wait for bytes that never come.
 */
export class Frames extends Transform {
  #header = Buffer.alloc(0);
  /** bytes of the body still to come */
  #body = 0;

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    let bytes = chunk;
    while (bytes.length > 0) bytes = this.#body > 0 ? this.#passBody(bytes) : this.#readHeader(bytes);
    done();
  }

  #passBody(bytes: Buffer): Buffer {
    const part = bytes.subarray(0, this.#body);
    this.#body -= part.length;
    this.push(part);
    return bytes.subarray(part.length);
  }

  #readHeader(bytes: Buffer): Buffer {
    const all = Buffer.concat([this.#header, bytes]);
    const end = all.indexOf(HEADER_END);
    this.#header = end < 0 ? all.subarray(-LONGEST_HEADER) : Buffer.alloc(0);
    if (end < 0) return Buffer.alloc(0);
    const [, digits] = /content-length:[ \t]*(\d{1,15})[ \t]*(?:\r\n|$)/i.exec(all.toString('latin1', 0, end)) ?? [];
    const length = Number(digits ?? Number.NaN);
    if (length <= LONGEST_BODY) {
      this.push(`Content-Length: ${length}${HEADER_END}`);
      this.#body = length;
    }
    return all.subarray(end + HEADER_END.length);
  }
}
