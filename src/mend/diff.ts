import type { Result } from '../check.ts';
import { Mask } from '../report/mask.ts';
import { printable } from '../report/printable.ts';
import type { File } from '../text/file.ts';
import { type Mended, textsOf } from './mend.ts';
import { type Told, unified } from './unified.ts';

/** The changes that fixes make as a unified diff, with secrets masked. */
export function toDiff({ before, result, texts }: Mended, display: (path: string) => string = (path) => path): string {
  const [old, now] = [before, result].map((each) => new Map(textsOf(each).map((file) => [file.path, file])));
  const parts = [...texts.keys()].map((path) =>
    unified(printable(display(path)), shown(old!.get(path)!, before), shown(now!.get(path)!, result)),
  );
  return parts.join('');
}

/** The lines of a file with secrets masked. */
function shown(file: File, result: Result): Told[] {
  const mask = new Mask(result);
  const lines: Told[] = [];
  const count = file.position(file.text.length).line;
  for (let number = 1; number <= count; number++) {
    const { text, offset } = file.line(number);
    if (number < count || text !== '')
      lines.push({ is: text, shown: printable(mask.excerpt(file, offset, offset + text.length, []).text) });
  }
  return lines;
}
