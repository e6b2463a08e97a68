import { suggest } from '../text/nearest.ts';
import { COMMANDS } from './options.ts';

/** Words that other linters have for commands. */
const HABITS: ReadonlyMap<string, string> = new Map([
  ['fix', 'to mend a home, run `clawlint --fix`'],
  ['lint', 'clawlint checks where no command is named: `clawlint`, or `clawlint PATH`'],
  ['validate', 'clawlint checks where no command is named: `clawlint`, or `clawlint PATH`'],
  ['format', 'clawlint changes no layout; to mend a home, run `clawlint --fix`'],
  ['diff', 'to see what can be mended, run `clawlint --diff`; `clawlint schema diff A B` compares two releases'],
  ['list', '`clawlint rules` lists the rules'],
  ['init', 'there is nothing to set up: run `clawlint` in the folder of your openclaw.json'],
]);

/** What somebody probably meant who named a file or folder that is not there. */
export function misheard(word: string): string | undefined {
  const habit = HABITS.get(word);
  if (habit) return habit;
  const near = /^[a-z]{3,}$/.test(word)
    ? suggest(
        word,
        COMMANDS.map(({ name }) => name),
      )
    : undefined;
  return near && `did you mean the command \`${near}\`?`;
}
