import { rules } from '../rules/index.ts';
import { pageOf } from '../rules/rule.ts';
import { knownRule } from './arguments.ts';
import {
  COMMANDS,
  type CommandName,
  callOf,
  EXIT_CODES,
  optionsFor,
  optionsOf,
  PATHS_SAY,
  SECTIONS,
} from './options.ts';
import { wrap } from './wrap.ts';

const WIDTH = 80;
/** Where explanations begin. */
const COLUMN = 31;

/** What `--help` prints, of everything or behind a command. */
export const help = (topic: CommandName | undefined): string => (topic === undefined ? wholeHelp() : helpOf(topic));

function wholeHelp(): string {
  const usage = COMMANDS.flatMap(calls);
  const sections = SECTIONS.map(({ of, title }) => {
    const options = optionsOf(of).map((option) => row(callOf(option), option.says!, 2, COLUMN));
    return [...(title ? wrap(title) : []), ...options].join('\n');
  });
  const codes = EXIT_CODES.map((each, i) => row(i === 0 ? 'exit codes:' : '', each, 0, 13));
  return [
    'clawlint: checks the model routing of OpenClaw homes',
    `usage: ${usage.join('\n').trimStart()}`,
    wrap(PATHS_SAY).join('\n'),
    ...sections,
    `${codes.join('\n')}\n`,
  ].join('\n\n');
}

function helpOf(name: CommandName): string {
  const { own, shared } = optionsFor(name);
  const list = (options: typeof own) => options.map((option) => row(callOf(option), option.says!, 2, COLUMN));
  const title = SECTIONS.find(
    ({ of }) => of && (of === name || optionsOf(of).some((each) => own.includes(each))),
  )?.title;
  const codes = EXIT_CODES.filter((each) => each.startsWith(`${name}:`)).map((each) => each.slice(name.length + 2));
  return [
    `usage: ${COMMANDS.filter((command) => command.name === name)
      .flatMap(calls)
      .join('\n')
      .trimStart()}`,
    ...(name === 'check' ? [wrap(PATHS_SAY).join('\n')] : []),
    ...(own.length > 0 ? [[...(name === 'check' || !title ? [] : wrap(title)), ...list(own)].join('\n')] : []),
    ...(shared.length > 0 ? [['also:', ...list(shared)].join('\n')] : []),
    ...(codes.length > 0 || name === 'check'
      ? [(codes.length > 0 ? codes : EXIT_CODES.slice(0, 1)).map((each) => row('exit codes:', each, 0, 13)).join('\n')]
      : []),
    'clawlint --help prints all commands and options\n',
  ].join('\n\n');
}

const calls = ({ usage }: (typeof COMMANDS)[number]): string[] =>
  usage.map(([call, says]) => row(`clawlint ${call}`, says, 7, 34));

/** An explanation beside what it explains, or below where that is too long. */
function row(head: string, says: string, indent: number, column: number): string {
  const [first, ...rest] = wrap(says, WIDTH - column);
  const start = ' '.repeat(indent) + head;
  const lines =
    start.length < column - 1 || !head ? [start.padEnd(column) + first] : [start, ' '.repeat(column) + first];
  return [...lines, ...rest.map((line) => ' '.repeat(column) + line)].join('\n');
}

/** The rules as a table: id, severity, summary. */
export function listRules(): string {
  const width = Math.max(...rules.map((rule) => rule.id.length));
  return rules.map(({ id, severity, summary }) => `${id.padEnd(width)}  ${severity.padEnd(7)}  ${summary}\n`).join('');
}

/** What a rule finds and why. @throws UsageError where no rule has that id */
export function explainRule(id: string): string {
  const { severity, summary, why } = rules.find((rule) => rule.id === knownRule(id))!;
  return `${id} (${severity})\n\n${summary}\n\n${wrap(why).join('\n')}\n\n${pageOf(id)}\n`;
}
