import { wholeLine } from '../edit/removal.ts';
import type { Suggestion } from '../edit/suggestion.ts';
import type { File, Place } from '../text/file.ts';
import { perObject } from '../text/memo.ts';
import type { Home } from './home.ts';

/** A comment by which a user asks for silence: `// clawlint-ignore-next-line RULE, RULE: reason`. */
export interface IgnoreComment {
  /** from `clawlint-ignore` to the last rule */
  readonly at: Place;
  /** the comment as a whole */
  readonly comment: Place;
  readonly rules: readonly { readonly id: string; readonly at: Place }[];
  readonly reason: string;
  /** where the line begins that it speaks of; undefined: the rest of the file */
  readonly line: number | undefined;
  /** it begins as one for clawlint does, and is of no known kind */
  readonly isOdd?: true;
}

const WORD = 'clawlint-';
const ODD = /^[ \t]*(?:\/\/|\/\*|#)[ \t]*clawlint-(?=\w)/;
const HEAD = /^[ \t]*(?:\/\/|\/\*|#)[ \t]*clawlint-ignore(-next-line)?(?![\w-])/;

/** The ignore comments of the config, its includes, `.env` files and clawlint's own config. */
export const ignoreComments = perObject(
  ({ config, included, project, environment }: Home): readonly IgnoreComment[] => {
    const sources = [config, ...included, ...(project?.texts ?? [])].flatMap((each) => each ?? []);
    const inJson = sources.flatMap(({ file, parsed: { comments } }) =>
      comments.length > 0 && file.text.includes(WORD) ? read(file, comments) : [],
    );
    const dotenvs = environment.layers.flatMap(({ file, dotenv }) => (file && dotenv ? file : []));
    const inDotenv = dotenvs.flatMap((file) => (file.text.includes(WORD) ? read(file, hashes(file)) : []));
    return [...inJson, ...inDotenv];
  },
);

/** Takes a rule out of a comment, or the comment away that names no other. */
export function withoutName({ comment, rules }: IgnoreComment, { id, at }: IgnoreComment['rules'][number]): Suggestion {
  if (rules.length === 1) return { title: 'remove the comment', edits: [{ at: wholeLine(comment), text: '' }] };
  const { file, offset, length } = at;
  const [before] = /[\s,]*$/.exec(file.text.slice(comment.offset, offset))!;
  const [after] = /^[ \t]*,?[ \t]*/.exec(file.text.slice(offset + length))!;
  const isFirst = rules[0]!.at === at;
  const stretch = isFirst
    ? { file, offset, length: length + after.length }
    : { file, offset: offset - before.length, length: length + before.length };
  return { title: `take \`${id}\` out of the comment`, edits: [{ at: stretch, text: '' }] };
}

/** The lines of a `.env` that are comments. */
function hashes(file: File): Place[] {
  return [...file.text.matchAll(/^[ \t]*#.*$/gm)].map(({ index, 0: text }) => ({
    file,
    offset: index,
    length: text.length,
  }));
}

function read(file: File, comments: readonly Place[]): IgnoreComment[] {
  const lineAfter = linesAfter(file, comments);
  const found: IgnoreComment[] = [];
  // from the end, so that a stack of comments is looked through once
  for (const { offset, length } of [...comments].reverse()) {
    const [text = ''] = file.text.slice(offset, offset + length).split(/[\r\n]/, 1);
    const head = HEAD.exec(text);
    if (!head) {
      const at = { file, offset: offset + text.indexOf(WORD), length: WORD.length };
      if (ODD.test(text))
        found.push({ at, comment: { file, offset, length }, rules: [], reason: '', line: undefined, isOdd: true });
      continue;
    }
    const [said = '', ...reason] = text.slice(head[0].length).split('*/', 1)[0]!.split(':');
    const start = offset + text.indexOf(WORD);
    const first = offset + head[0].length;
    found.push({
      at: { file, offset: start, length: first + said.trimEnd().length - start },
      comment: { file, offset, length },
      rules: [...said.matchAll(/[^\s,]+/g)].map(({ index, 0: id }) => ({
        id,
        at: { file, offset: first + index, length: id.length },
      })),
      reason: reason.join(':').trim(),
      line: head[1] === undefined ? undefined : lineAfter(offset + length),
    });
  }
  return found.reverse();
}

/** Finds where the next line begins that is no comment and not blank. */
function linesAfter(file: File, comments: readonly Place[]): (offset: number) => number {
  const starts = new Set(comments.map(({ offset }) => file.position(offset).line));
  const last = file.position(file.text.length).line;
  const known = new Map<number, number>();
  return (offset) => {
    const first = file.position(offset).line + 1;
    let number = first;
    while (number < last && !known.has(number) && isSkipped(number)) number++;
    const found = known.get(number) ?? number;
    known.set(first, found);
    return file.line(found).offset;
  };

  function isSkipped(number: number): boolean {
    const { text } = file.line(number);
    return text.trim() === '' || (starts.has(number) && /^\s*(?:\/\/|\/\*|#)/.test(text));
  }
}
