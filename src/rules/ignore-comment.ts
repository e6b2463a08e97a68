import { ignoreComments, withoutName } from '../home/ignore-comments.ts';
import { misspelt } from './phrases.ts';
import type { Rule } from './rule.ts';

const FORM = '`clawlint-ignore-next-line RULE: reason`, or `clawlint-ignore RULE: reason` for the rest of the file';

/** @param all the ids of all rules, this one included */
export const ignoreComment = (all: () => readonly string[]): Rule => ({
  id: 'ignore-comment',
  severity: 'warning',
  summary: 'a comment asks clawlint to ignore something, and cannot be heeded, is not needed, or does not say why',
  why: 'A comment that names no rule, or a rule that does not exist, silences nothing. One whose finding is gone would silence the next mistake of its kind. And without its reason nobody dares to remove it.',
  facts: [],
  onBrokenSyntax: true,
  *check({ home }) {
    const ids = all();
    for (const comment of ignoreComments(home)) {
      const { at, rules, reason, isOdd } = comment;
      if (rules.length === 0)
        yield {
          at,
          message: isOdd ? 'clawlint knows no comment of this kind' : 'this comment names no rule, and silences none',
          help: `write ${FORM}`,
        };
      for (const name of rules) {
        if (ids.includes(name.id)) continue;
        const near = misspelt(name.id, ids, (near) => ({ at: name.at, text: near }));
        // what is no rule may be anything, a key too
        const away = { ...withoutName(comment, name), title: 'take the name out of the comment' };
        yield {
          at: name.at,
          message: 'no rule has this name',
          help: near?.help ?? 'take it out; `clawlint rules` has all rules',
          // the right name may silence something
          fix: near ? { ...near.fix, unsafe: true } : away,
        };
      }
      if (rules.length > 0 && reason === '')
        yield { at, message: 'this comment does not say why', help: `write ${FORM}`, severity: 'info' };
    }
  },
});
