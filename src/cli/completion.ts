import { LEVELS } from '../home/project.ts';
import { COMMANDS, OPTIONS, optionList, type SHELLS } from './options.ts';

type Shell = (typeof SHELLS)[number];

/** A script that completes calls in a shell. */
export const completion = (shell: Shell): string => SCRIPTS[shell]();

const SCRIPTS: Readonly<Record<Shell, () => string>> = { bash, zsh, fish };

const commands = (): string[] => COMMANDS.map(({ name }) => name);
/** The words behind a command, where they are known. */
const wordsOf = (name: string): readonly string[] => {
  const command = COMMANDS.find((each) => each.name === name)!;
  return 'words' in command ? command.words() : [];
};
const explained = optionList().filter(({ says }) => says);
const flags = (of: string | undefined): string =>
  explained
    .filter((option) => !option.of || option.of.some((name) => name === of))
    .map(({ name }) => `--${name}`)
    .join(' ');

function bash(): string {
  const values = explained.flatMap(({ name, words }) =>
    words ? [`    --${name}) COMPREPLY=($(compgen -W '${words().join(' ')}' -- "$cur")); return ;;`] : [],
  );
  const files = explained.filter((option) => option.files).map(({ name }) => `--${name}`);
  const free = explained.filter(({ takes, words, files }) => takes && !words && !files).map(({ name }) => `--${name}`);
  const own = COMMANDS.flatMap(({ name }) => {
    const words = wordsOf(name);
    return words.length > 0 ? [`    ${name}) COMPREPLY=($(compgen -W '${words.join(' ')}' -- "$cur")); return ;;`] : [];
  });
  const perCommand = commands()
    .filter((name) => flags(name) !== flags(undefined))
    .map((name) => `      ${name}) flags='${flags(name)}' ;;`);
  return `# clawlint completion bash: eval "$(clawlint completion bash)"
_clawlint() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}" before='' flags
  COMPREPLY=()
  # bash takes = for a word of its own
  if [[ "$cur" == = ]]; then cur=''; before="\${COMP_WORDS[COMP_CWORD-2]}"
  elif [[ "$prev" == = ]]; then prev="\${COMP_WORDS[COMP_CWORD-2]}"; before="\${COMP_WORDS[COMP_CWORD-3]}"; fi
  if [[ "$before" == = ]]; then before="\${COMP_WORDS[COMP_CWORD-4]}"; fi
  if [[ "$before" == --severity ]]; then COMPREPLY=($(compgen -W '${LEVELS.join(' ')}' -- "$cur")); return; fi
  case "$prev" in
${values.join('\n')}
    ${files.join('|')}) COMPREPLY=($(compgen -f -- "$cur")); return ;;
    ${free.join('|')}) return ;;
  esac
  if [[ "$cur" == -* ]]; then
    case "$command" in
${perCommand.join('\n')}
      *) flags='${flags(undefined)}' ;;
    esac
    COMPREPLY=($(compgen -W "$flags" -- "$cur"))
    return
  fi
  if [[ $COMP_CWORD -eq 1 ]]; then
    COMPREPLY=($(compgen -W '${commands().join(' ')}' -- "$cur") $(compgen -f -- "$cur"))
    return
  fi
  case "$command" in
${own.join('\n')}
  esac
  COMPREPLY=($(compgen -f -- "$cur"))
}
complete -o filenames -F _clawlint clawlint
`;
}

/** In single quotes, for zsh and fish. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
/** An explanation inside a specification of zsh. */
const plain = (text: string): string => text.replace(/[[\]:\\]/g, '\\$&');

function zsh(): string {
  const specs = explained.map(({ name, takes, words, files, says, many, of }) => {
    const value = takes
      ? `:${plain(takes)}:${
          words
            ? `(${words()
                .map((word) => plain(word))
                .join(' ')})`
            : files
              ? '_files'
              : ''
        }`
      : '';
    const where = of ? ` (${of.join(', ')})` : '';
    return `    ${quoted(`${many ? '*' : ''}--${name}${takes ? '=' : ''}[${plain(says! + where)}]${value}`)}`;
  });
  const own = COMMANDS.flatMap(({ name }) => {
    const words = wordsOf(name);
    return words.length > 0 ? [`      ${name}) compadd -- ${words.join(' ')} ;;`] : [];
  });
  const described = COMMANDS.map((command) => {
    const [[, says] = ['', '']] = command.usage as readonly (readonly [string, string])[];
    return `        ${quoted(says ? `${command.name}:${plain(says)}` : command.name)}`;
  });
  return `#compdef clawlint
# clawlint completion zsh: eval "$(clawlint completion zsh)", or save it as _clawlint in a folder of $fpath
_clawlint() {
  _arguments -s \\
${specs.map((spec) => `${spec} \\`).join('\n')}
    '1: :->first' '*: :->rest'
  case $state in
    first)
      local -a commands
      commands=(
${described.join('\n')}
      )
      _describe command commands
      _files ;;
    rest) case $words[2] in
${own.join('\n')}
      *) _files ;;
    esac ;;
  esac
}
if [[ $funcstack[1] == _clawlint ]]; then _clawlint "$@"; else compdef _clawlint clawlint; fi
`;
}

function fish(): string {
  const lines = explained.map(({ name, takes, words, files, says, of }) => {
    const { short } = OPTIONS[name] as { short?: string };
    const only = of ? ` -n '__fish_seen_subcommand_from ${of.join(' ')}'` : '';
    const value = !takes ? '' : words ? ` -x -a ${quoted(words().join(' '))}` : files ? ' -r -F' : ' -x';
    return `complete -c clawlint${only} -l ${name}${short ? ` -s ${short}` : ''}${value} -d ${quoted(says!)}`;
  });
  const named = COMMANDS.map((command) => {
    const [[, says] = ['', '']] = command.usage as readonly (readonly [string, string])[];
    return `complete -c clawlint -n __fish_use_subcommand -a ${command.name}${says ? ` -d ${quoted(says)}` : ''}`;
  });
  const own = COMMANDS.flatMap(({ name }) => {
    const words = wordsOf(name);
    const only = `-n '__fish_seen_subcommand_from ${name}'`;
    return words.length > 0 ? [`complete -c clawlint ${only} -x -a ${quoted(words.join(' '))}`] : [];
  });
  return `# clawlint completion fish | source\n${[...named, ...own, ...lines].join('\n')}\n`;
}
