interface Line {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

/** A line as it is, and as it is shown. */
export interface Told {
  readonly is: string;
  readonly shown: string;
}

export const plain = (lines: readonly string[]): Told[] => lines.map((line) => ({ is: line, shown: line }));

const AROUND = 3;

/** A unified diff of two texts; empty if they are equal, and not if only what is not shown differs. */
export function unified(path: string, before: readonly Told[], after: readonly Told[]): string {
  const lines = compared(before, after);
  const changed = lines.flatMap(({ sign }, i) => (sign === ' ' ? [] : [i]));
  if (changed.length === 0) return '';
  const hunks: [from: number, to: number][] = [];
  for (const i of changed) {
    const last = hunks.at(-1);
    if (last && i - AROUND <= last[1]) last[1] = i + AROUND + 1;
    else hunks.push([Math.max(0, i - AROUND), i + AROUND + 1]);
  }
  const parts = hunks.map(([from, to]) => {
    const count = (sign: string, until: number, start = 0) =>
      lines.slice(start, until).filter((line) => line.sign === ' ' || line.sign === sign).length;
    const range = (sign: string) => `${count(sign, from) + 1},${count(sign, to, from)}`;
    return `@@ -${range('-')} +${range('+')} @@\n${lines
      .slice(from, to)
      .map(({ sign, text }) => `${sign}${text}\n`)
      .join('')}`;
  });
  const name = path.replace(/^\/+/, '');
  return `--- a/${name}\n+++ b/${name}\n${parts.join('')}`;
}

/** Merges both texts into one list, by the longest common subsequence of lines between their common start and end. */
function compared(before: readonly Told[], after: readonly Told[]): Line[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head]!.is === after[head]!.is) head++;
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before.at(-1 - tail)!.is === after.at(-1 - tail)!.is
  )
    tail++;
  const [old, now] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)];
  const same = ({ shown }: Told): Line => ({ sign: ' ', text: shown });
  return [...before.slice(0, head).map(same), ...middle(old, now), ...before.slice(before.length - tail).map(same)];
}

/** Above this many pairs of lines, the middle is shown as replaced as a whole. */
const LARGEST = 4_000_000;

function middle(old: readonly Told[], now: readonly Told[]): Line[] {
  const gone = old.map(({ shown }): Line => ({ sign: '-', text: shown }));
  const come = now.map(({ shown }): Line => ({ sign: '+', text: shown }));
  if (old.length * now.length > LARGEST) return [...gone, ...come];
  const width = now.length + 1;
  const common = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      common[i * width + j] =
        old[i]!.is === now[j]!.is
          ? common[(i + 1) * width + j + 1]! + 1
          : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i]!.is === now[j]!.is) {
      lines.push({ sign: ' ', text: old[i]!.shown });
      i++;
      j++;
    } else if (i < old.length && (j === now.length || common[(i + 1) * width + j]! >= common[i * width + j + 1]!))
      lines.push(gone[i++]!);
    else lines.push(come[j++]!);
  }
  return lines;
}
