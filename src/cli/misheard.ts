import { suggest } from '../text/nearest.ts';
import { COMMANDS, OPTIONS } from './options.ts';

const CHECKS = 'clawlint checks where no command is named: `clawlint`, or `clawlint PATH`';

/** Words that other linters have for commands. */
const HABITS: ReadonlyMap<string, string> = new Map([
  ...['lint', 'validate', 'verify', 'scan', 'audit', 'test', 'run'].map((word): [string, string] => [word, CHECKS]),
  ['fix', 'to mend a home, run `clawlint --fix`'],
  ['format', 'clawlint changes no layout; to mend a home, run `clawlint --fix`'],
  ['diff', 'to see what can be mended, run `clawlint --diff`; `clawlint schema diff A B` compares two releases'],
  ['doctor', `${CHECKS}; \`openclaw doctor\` is OpenClaw’s own`],
  ['status', '`clawlint route` says which keys and models are tried'],
  ['list', '`clawlint rules` lists the rules'],
  ['init', 'there is nothing to set up: run `clawlint` in the folder of your openclaw.json'],
  [
    'install',
    'there is nothing to install: clawlint runs as it is; `npm install --save-dev clawlint` puts it into a project',
  ],
  [
    'update',
    '`npm install --global clawlint@latest` updates clawlint; `clawlint upgrade` tells what an update of OpenClaw changes',
  ],
  ['watch', 'to check again after each change, run `clawlint --watch`'],
  ['server', 'the language server is `clawlint lsp`'],
]);

/** Options of other linters, and what they are here. */
const OPTION_HABITS: ReadonlyMap<string, string> = new Map([
  ['json', '--format json'],
  ['f', '--format'],
  ['reporter', '--format'],
  ['output-format', '--format'],
  ['o', '--output-file'],
  ['output', '--output-file'],
  ['no-color', '--color never'],
  ['colors', '--color'],
  ['select', '--rule'],
  ['only', '--rule'],
  ['ignore', '--ignore-rule, or `ignore` in clawlint.json for paths'],
  ['skip', '--ignore-rule'],
  ['disable', '--ignore-rule'],
  ['exclude', '`ignore` in clawlint.json'],
  ['ext', 'PATH: a folder is searched for configs, and a file is checked whatever its name ends in'],
  ['fix-type', '--rule'],
  ['unsafe-fixes', '--fix --unsafe'],
  ['fix-unsafe', '--fix --unsafe'],
  ['fix-only', '--fix'],
  ['apply', '--fix'],
  ['dry-run', '--diff'],
  ['fix-dry-run', '--diff'],
  ['show-fixes', '--diff'],
  ['list-rules', '`clawlint rules`'],
  ['print-config', '`clawlint config`'],
  ...['config', 'c'].map((name): [string, string] => [
    name,
    'clawlint.json, which is found in the folder of a home or above it; `clawlint config` says what counts',
  ]),
  ['stdin', '`-` in place of a path'],
  ['exit-zero', '--fail-on never'],
  ['error-on-warnings', '--fail-on warning'],
  ['silent', '--quiet'],
  ['w', '--watch'],
  ['v', '-V for the version'],
  ['verbose', '`clawlint explain RULE` for more about a rule'],
  ['debug', 'the variable CLAWLINT_DEBUG=1'],
  ['cache', 'nothing: a check needs no cache'],
  ['strict', '--closed-world, or --fail-on warning'],
  ['openclaw-version', '--release'],
  ['target-version', '--release'],
]);

export const isAddress = (word: string): boolean => /^[a-z][a-z+]+:\/\//i.test(word);

/** What somebody probably meant who named a file or folder that is not there. */
export function misheard(word: string): string | undefined {
  const habit = HABITS.get(word);
  if (habit) return habit;
  if (/^[a-z][a-z+]*:\/\//i.test(word))
    return 'clawlint opens no address: `curl URL | clawlint -` checks what is there';
  const [, drive, rest] = /^([A-Za-z]):[\\/](.*)$/.exec(word) ?? [];
  if (drive && process.platform !== 'win32')
    return `that is a path of Windows: from WSL it is /mnt/${drive.toLowerCase()}/${rest!.replaceAll('\\', '/')}`;
  const near = /^[a-z]{3,}$/.test(word)
    ? suggest(
        word,
        COMMANDS.map(({ name }) => name),
      )
    : undefined;
  return near && `did you mean the command \`${near}\`?`;
}

/** The same of an option that there is none of. */
export function misheardOption(name: string): string | undefined {
  const habit = OPTION_HABITS.get(name);
  if (habit) return `here it is ${habit}`;
  const near = suggest(name, Object.keys(OPTIONS));
  return near && near !== name ? `did you mean --${near}?` : undefined;
}
