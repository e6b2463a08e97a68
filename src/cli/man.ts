import { COMMANDS, callOf, EXIT_CODES, optionsOf, PATHS_SAY, SECTIONS } from './options.ts';

/** The page for man, in roff. */
export function man(version: string): string {
  const commands = COMMANDS.flatMap((command) => command.usage.map(([call, says]) => item(`clawlint ${call}`, says)));
  const options = SECTIONS.flatMap(({ of, title }) => [
    ...(title ? [`.SS ${roff(of!)}\n${roff(title)}`] : []),
    ...optionsOf(of).map((option) => item(callOf(option), option.says!)),
  ]);
  return `${[
    `.TH CLAWLINT 1 "" "clawlint ${version}"`,
    `.SH NAME\nclawlint \\- checks the model routing of OpenClaw homes`,
    `.SH SYNOPSIS\n.B clawlint\n[\\fICOMMAND\\fR] [\\fIOPTION\\fR…] [\\fIPATH\\fR…]`,
    `.SH DESCRIPTION\n${roff(PATHS_SAY)}`,
    '.SH COMMANDS',
    ...commands,
    '.SH OPTIONS',
    ...options,
    `.SH EXIT STATUS\n${EXIT_CODES.map(roff).join('\n.br\n')}`,
    '.SH FILES',
    item('clawlint.json', 'settings, in the folder of a home or above it; clawlint config prints what counts'),
    item('clawlint.baseline.json', 'what clawlint baseline permits, beside a config'),
  ].join('\n')}\n`;
}

const item = (head: string, says: string): string => `.TP\n.B ${roff(head)}\n${roff(says)}`;

/** A text in which roff sees no requests. */
const roff = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=[.'])/gm, '\\&');
