import { partitionPoint } from '../../text/binary-search.ts';

/**
 * What Unicode calls the start and the rest of a name after its version 10, the one json5 2.2.3 uses, until 17: gap and
 * size of each range, in base 36. What lies in one and was unassigned then does not matter.
 */
const SINCE =
  '53 1 jz 1 d4 1 13 1 2u 1 el 1 36 1c l 1 8 m 8a 1 9i 1 4u 1 1j 1 v 2 3i 2 l 1 g 1 3g 1 78 1 2 1 2 1 1 6 4 1 7 ' +
  '1 7 2 2 1 d 1 j 1 wq 9 pn 1 7 b 6n 1 2w 1 9t 1 6c 19 2o 1 8s 1j 1m 1 73 1 m5 1 l 1 268 1 1b 1 u3 2 2m 1 1f 1 ' +
  '3v 5 5iu a g8b l 1in 1 8 1r 1h 1 5t 2 h2 4 gl7 1 16y 3o b0 1n at q 62 2 ju l3 3d 6 24 1 3l 4 3l 1 4 2 33 3 ' +
  '6x 1 1w 2r 3f 4 gm 1 n k 1i 1 11 6z 5h 6d 4f 2 n z 4g 4a 9y gh 34v 2p u6 34c 5qd 1m 1ti 2i hi b8 35 b 1b 9 ' +
  '2j k 4qe j kz 7bg 80 21 5fs gn 33t 17 79 1jj 98 1 3ok a xr1 9 385 b 4ma c 5s2 ha 3he ad6';
/** Called a start later: two marks of Mongolian and two of Vedic. */
const INSIDE = new Set([0x1885, 0x1886, 0x1cf2, 0x1cf3]);

let since: Uint32Array | undefined;

/** Whether a code point may start an unquoted JSON5 key. */
export function isLetter(point: number): boolean {
  return /[$_\u2e2f\p{ID_Start}]/u.test(String.fromCodePoint(point)) && !INSIDE.has(point) && !isRecent(point);
}

/** Whether a code point may occur inside an unquoted JSON5 key. */
export function isNamePart(point: number): boolean {
  return /[$\u200c-\u200d\u2e2f\p{ID_Continue}]/u.test(String.fromCodePoint(point)) && !isRecent(point);
}

/** In sorted range borders: a point is inside if an odd number of borders are at or below it. */
function isRecent(point: number): boolean {
  const borders = (since ??= decode(SINCE));
  return partitionPoint(borders.length, (i) => borders[i]! <= point) % 2 === 1;
}

function decode(ranges: string): Uint32Array {
  let last = 0;
  return Uint32Array.from(ranges.split(' '), (step) => (last += parseInt(step, 36)));
}
