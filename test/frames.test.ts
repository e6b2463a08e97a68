import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Frames } from '../server/protocol/frames.ts';

const message = (body: string) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const GOOD = [message('{"ä":1}'), message(''), message('\r\n\r\n'), message('{}')];
const BAD = [
  'hello\r\n\r\n',
  'Content-Length: abc\r\n\r\n',
  'Content-Length: -3\r\n\r\n',
  'Content-Length: 3e3\r\n\r\n',
  'Content-Length: 999999999999999\r\n\r\n',
  'Content-Type: application/json\r\n\r\n',
  `${'x'.repeat(20_000)}\r\n\r\n`,
];

/** What comes out where the bytes come in pieces of that size. */
function passed(text: string, size: number): string {
  const frames = new Frames({ writableHighWaterMark: 1e6, readableHighWaterMark: 1e6 });
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) frames.write(bytes.subarray(at, at + size));
  const out: Buffer[] = [];
  for (let part = frames.read() as Buffer | null; part; part = frames.read() as Buffer | null) out.push(part);
  return Buffer.concat(out).toString();
}

for (const size of [1, 2, 7, 4096, 1e6])
  test(`whole messages pass, and nothing else does, in pieces of ${size} bytes`, () => {
    assert.equal(passed(GOOD.join(''), size), GOOD.join(''));
    const mixed = BAD.flatMap((bad, i) => [bad, GOOD[i % GOOD.length]!]);
    assert.equal(passed(mixed.join(''), size), BAD.map((_, i) => GOOD[i % GOOD.length]).join(''));
  });

test('other headers beside the length do no harm', () => {
  const typed = 'Content-Type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length:2\r\n\r\n{}';
  assert.equal(passed(typed, 3), message('{}'));
});
