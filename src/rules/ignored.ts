import type { Home } from '../home/home.ts';
import { type IgnoreComment, ignoreComments, withoutName } from '../home/ignore-comments.ts';
import type { File } from '../text/file.ts';
import { code } from './phrases.ts';
import type { Diagnostic, Finding } from './rule.ts';

type Name = IgnoreComment['rules'][number];

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
  const namesAt = new Map<string, Name>();
  for (const { at, rules, line } of comments)
    for (const name of rules) {
      const key = keyOf(name.id, at.file, line);
      if (!namesAt.has(key)) namesAt.set(key, name);
    }
  const heeded = new Set<Name>();
  const kept = diagnostics.filter(({ rule, at: { file, offset } }) => {
    const here = namesAt.get(keyOf(rule, file, file.line(file.position(offset).line).offset));
    const rest = namesAt.get(keyOf(rule, file, undefined));
    const name = here ?? (rest && rest.at.offset < offset ? rest : undefined);
    if (name) heeded.add(name);
    return !name;
  });
  const unused = comments.flatMap((comment) =>
    comment.rules.filter((name) => asked.has(name.id) && !heeded.has(name)).map((name) => needless(comment, name)),
  );
  return { kept, unused };
}

/** @param line where the line begins; undefined: the rest of the file */
const keyOf = (rule: string, file: File, line: number | undefined): string => `${rule} ${line ?? ''} ${file.path}`;

function needless(comment: IgnoreComment, name: Name): Finding {
  const { title, edits } = withoutName(comment, name);
  return {
    at: name.at,
    message: `${code(name.id)} finds nothing there, so this comment silences nothing`,
    help: title,
    fix: { title, edits },
  };
}
