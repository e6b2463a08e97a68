import { wholeLine } from '../edit/removal.ts';
import type { Home } from '../home/home.ts';
import { type IgnoreComment, ignoreComments } from '../home/ignore-comments.ts';
import { code } from './phrases.ts';
import type { Diagnostic, Finding } from './rule.ts';

interface Heard {
  readonly kept: readonly Diagnostic[];
  /** about comments that silence nothing */
  readonly unused: readonly Finding[];
}

/**
 * Leaves out the findings that comments ask to ignore.
 * @param asked the ids of the rules that ran; of others it is not known whether a comment is needed
 */
export function withoutIgnored(diagnostics: readonly Diagnostic[], home: Home, asked: ReadonlySet<string>): Heard {
  const comments = ignoreComments(home);
  if (comments.length === 0) return { kept: diagnostics, unused: [] };
  const heeded = new Set<object>();
  const kept = diagnostics.filter((diagnostic) => {
    const names = comments
      .filter((each) => speaksOf(each, diagnostic))
      .flatMap(({ rules }) => rules.filter(({ id }) => id === diagnostic.rule));
    for (const name of names) heeded.add(name);
    return names.length === 0;
  });
  const unused = comments.flatMap((comment) =>
    comment.rules.filter((name) => asked.has(name.id) && !heeded.has(name)).map((name) => needless(comment, name)),
  );
  return { kept, unused };
}

const speaksOf = ({ at: { file }, from, to }: IgnoreComment, { at }: Diagnostic): boolean =>
  at.file === file && from <= at.offset && at.offset <= to;

function needless({ comment, rules }: IgnoreComment, { id, at }: IgnoreComment['rules'][number]): Finding {
  const alone = rules.length === 1;
  return {
    at,
    message: `${code(id)} finds nothing there, so this comment silences nothing`,
    help: alone ? 'remove the comment' : `take ${code(id)} out of it`,
    ...(alone && { fix: { title: 'remove the comment', edits: [{ at: wholeLine(comment), text: '' }] } }),
  };
}
