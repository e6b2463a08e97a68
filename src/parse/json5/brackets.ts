import { AFTER_COMMA, AFTER_VALUE, type Reading } from './reading.ts';
import * as token from './tokens.ts';

/** Handles a closing bracket: closes the bracket it was meant for, or none. @returns the token to go on with */
export function readCloser(reading: Reading, i: number): number {
  const array = reading.tokens.kind[i] === token.CLOSE_ARRAY;
  const verdict = reading.indentation?.closer(i, array) ?? plainCloser(reading, i, array);
  const { start, end } = reading.tokens;
  if (verdict === 'extra') {
    reading.mismatch(start[i]!, 1, `this \`${array ? ']' : '}'}\` closes nothing`, 'remove it');
    return reading.tokens.kind[i + 1] === token.COMMA && reading.state !== AFTER_VALUE ? i + 2 : i + 1;
  }
  if (verdict === 'parent') reading.closeMissing(i);
  if (reading.nest.isArray() !== array) {
    const [wrong, right] = array ? [']', '}'] : ['}', ']'];
    reading.mismatch(start[i]!, 1, `\`${wrong}\` stands where \`${right}\` belongs`, `replace it by \`${right}\``);
  } else if (reading.state === AFTER_COMMA && !reading.dialect.trailingComma) {
    const comma = start[i - 1]!;
    reading.problems.report(
      comma,
      1,
      'there is a comma too many',
      `${reading.dialect.language} allows none after the last entry`,
      'remove the comma',
      [[comma, 1, '']],
    );
  }
  reading.nest.close(end[i]!, false);
  reading.state = AFTER_VALUE;
  return i + 1;
}

/** Which open bracket a closer belongs to, ignoring indentation. */
function plainCloser(reading: Reading, i: number, array: boolean): 'this' | 'parent' | 'extra' {
  if (reading.nest.isArray() === array) return 'this';
  if (reading.nest.depth === 1) return reading.tokens.kind[i + 1] === token.END ? 'this' : 'extra';
  return reading.nest.isArray(1) === array ? 'parent' : 'this';
}

/** The text ended with open brackets: reports one problem, at the innermost one. */
export function closeAll(reading: Reading, cut: boolean): void {
  const count = reading.nest.depth;
  const closers: string[] = [];
  const open = reading.nest.token();
  const end = Math.max(0, reading.tokens.end[reading.tokens.count - 2] ?? 0);
  while (reading.nest.depth > 0) {
    if (closers.length < 20) closers.push(reading.nest.isArray() ? ']' : '}');
    reading.nest.close(end, true);
  }
  reading.matched = false;
  reading.problems.structureCertain = false;
  const help = count > 20 ? 'close them' : `add \`${closers.join('')}\``;
  const sign = reading.tokens.text[reading.tokens.start[open]!] === '[' ? '[' : '{';
  if (cut || (count === 1 && sign !== reading.tokens.text[reading.tokens.start[open]!])) return;
  reading.problems.report(
    reading.tokens.start[open]!,
    1,
    count === 1 ? `this \`${sign}\` is never closed` : `the file ends before ${count} brackets are closed`,
    help,
  );
  reading.problems.count += count - 1;
}

/** Handles text after the root value. */
export function readRest(reading: Reading, i: number): void {
  const { kind, start, end } = reading.tokens;
  const what = kind[i]!;
  if (what === token.END) return;
  const offset = start[i]!;
  if (what === token.CLOSE_OBJECT || what === token.CLOSE_ARRAY) {
    reading.mismatch(offset, 1, `this \`${reading.tokens.slice(i)}\` closes nothing`, 'remove it');
    return;
  }
  if (what === token.OPEN_OBJECT)
    reading.mismatch(
      offset,
      1,
      `a second root object; ${reading.dialect.language} allows one`,
      'merge the two objects, or remove one',
    );
  else
    reading.mismatch(
      offset,
      end[i]! - offset,
      'text after the end of the config',
      'remove it, or move the closing bracket behind it',
    );
}
