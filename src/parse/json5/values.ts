import { type Key, MissingNode, ScalarNode } from '../tree.ts';
import { AFTER_VALUE, LOOSE, type Reading } from './reading.ts';
import * as token from './tokens.ts';

/** Reads a string as a value. @returns the token after it */
export function readText(reading: Reading, i: number, key: Key | undefined): number {
  const { start, end, kind, line, flags } = reading.tokens;
  reading.nest.attach(
    key,
    new ScalarNode(reading.tokens.file, start[i]!, end[i]! - start[i]!, reading.tokens.content(i)),
  );
  reading.state = flags[i]! & token.NO_CLOSE ? LOOSE : AFTER_VALUE;
  if (kind[i + 1] !== token.BARE || start[i + 1] !== end[i] || reading.state === LOOSE || kind[i + 2] === token.COLON)
    return i + 1;
  let after = i + 1;
  while (reading.isScalar(after) && line[after] === line[i] && kind[after + 1] !== token.COLON) after++;
  reading.problems.structureCertain = false;
  reading.problems.report(
    end[i]! - 1,
    1,
    'text follows the closing quote',
    'write `\\` before a quote that belongs to the string',
  );
  return after;
}

/** Reads unquoted characters as a value: a number, a literal, or text without quotes. @returns the token after them */
export function readBare(reading: Reading, i: number, key: Key | undefined): number {
  const { start, file } = reading.tokens;
  const raw = reading.tokens.slice(i);
  const offset = start[i]!;
  const value = reading.dialect.scalar(raw);
  reading.state = AFTER_VALUE;
  if (value !== undefined) {
    reading.nest.attach(key, new ScalarNode(file, offset, raw.length, value));
    return i + 1;
  }
  const meant = reading.dialect.foreign(raw);
  if (meant !== undefined) {
    reading.nest.attach(key, new ScalarNode(file, offset, raw.length, meant));
    reading.problems.report(
      offset,
      raw.length,
      `\`${raw}\` is not a value of ${reading.dialect.language}`,
      `write \`${meant}\``,
      `Write \`${meant}\``,
      [[offset, raw.length, `${meant}`]],
    );
    return i + 1;
  }
  const after = unquotedEnd(reading, i);
  const length = reading.tokens.end[after - 1]! - offset;
  const numeric = /^[+-]?\.?\d/.test(raw) && after === i + 1;
  const title = numeric || raw.includes('\\') ? undefined : 'put the text in quotes';
  reading.nest.attach(key, new MissingNode(file, offset, length));
  reading.problems.report(
    offset,
    length,
    numeric ? `${reading.dialect.language} has no such number` : 'text without quotes',
    numeric ? 'write a plain decimal number, or put it in quotes' : 'put it in double quotes',
    title,
    [
      [offset, 0, '"'],
      [offset + length, 0, '"'],
    ],
  );
  return after;
}

/** `profile: anthropic:work`: two words joined by a colon without spaces are one value. */
export function isUnquoted(reading: Reading, i: number): boolean {
  const { start, end, kind, line } = reading.tokens;
  return (
    kind[i] === token.BARE &&
    start[i + 1] === end[i] &&
    kind[i + 2] === token.BARE &&
    start[i + 2] === end[i + 1] &&
    line[i] === line[i - 1]
  );
}

/** The token after a run of words meant as one string. */
function unquotedEnd(reading: Reading, i: number): number {
  const { kind, line } = reading.tokens;
  let after = i + 1;
  if (kind[after] === token.COLON && isUnquoted(reading, i)) after += 2;
  while (reading.isScalar(after) && line[after] === line[i] && kind[after + 1] !== token.COLON) after++;
  return after;
}
