import { form, text } from './form.ts';
import { isAbsolute, isExecutable, isInside } from './grammar.ts';
import { AGENT, type Complaint, type Found, type Refinement, saidIn } from './refinement.ts';
import { FIRST, SCOPE } from './together.ts';

const BIND = 'an absolute path on this machine, `:`, and one in the container';

const EXECUTABLE = 'the name of a program or its path, without arguments and quotes';
/** Between them it was moved away while the file was read. */
const EARLY_TRANSCRIPTION = [
  [FIRST, '2026.4.2'],
  ['2026.5.2', '2026.7.35'],
] as const;

/** Paths and programs. Source: facts 8.7. */
export const paths: readonly Refinement[] = [
  form(
    'secrets.providers.*.command',
    'the absolute path of a program, without arguments, quotes or `;&|<>$`',
    text(isProgram),
  ),
  ...[[FIRST, '2026.4.2'] as const, ['2026.5.2', '2026.5.2'] as const].map(([since, until]) =>
    form('channels.{signal,imessage}.{cliPath,accounts.*.cliPath}', EXECUTABLE, text(isExecutable), since, until),
  ),
  ...EARLY_TRANSCRIPTION.map(([since, until]) => ({
    at: 'audio.transcription.command',
    since,
    until,
    *finds({ node, path }: Found): Iterable<Complaint> {
      if (node.kind !== 'array') return;
      const [program] = node.items;
      if (!program && !node.open) yield { kind: 'range', at: node, limit: 'at least 1 item' };
      if (program?.kind === 'scalar' && !isExecutable(saidIn(program) ?? 'a'))
        yield { kind: 'form', at: program, path: [...path, 0], takes: EXECUTABLE };
    },
  })),
  form('secrets.providers.*.trustedDirs[]', 'an absolute path', text(isAbsolute)),
  form('desktop.host.passwordFile', 'an absolute path', text(isAbsolute)),
  form(
    'worktreeRoot',
    'an absolute path, or one that begins with `~/`',
    text((value) => /^(?:\/|~$|~[/\\])/.test(value.trim())),
  ),
  form(
    'hooks.{mappings[].transform,internal.handlers[]}.module',
    'a path below the folder of transforms, without `..`',
    text(isInside),
  ),
  form(`${SCOPE}.sandbox.docker.binds[]`, BIND, text(isAbsolute)),
  form(`${SCOPE}.sandbox.browser.binds[]`, BIND, text(isAbsolute), '2026.5.28'),
  form(
    'gateway.tls.{certPath,keyPath}',
    'a path',
    text((value) => value.trim() !== ''),
    '2026.6.11',
  ),
  {
    at: `${AGENT}.identity.avatar`,
    since: FIRST,
    *finds({ node }) {
      const value = saidIn(node)?.trim() ?? '';
      if (node.kind !== 'scalar' || /^(?:https?:|data:)/i.test(value) || /^[a-z]:[\\/]/i.test(value)) return;
      if (/^~|^[a-z][a-z\d+.-]*:/i.test(value) || isOutside(value))
        yield {
          kind: 'form',
          at: node,
          takes: 'a path below the workspace of the agent, a web address or a `data:` address',
        };
    },
  },
];

function isProgram(value: string): boolean {
  return isAbsolute(value) && !/[;&|`$<>\r\n"'\0]/.test(value);
}

/** Surely not below a workspace: the folders that OpenClaw gives agents have the word in their names. */
function isOutside(path: string): boolean {
  if (path.startsWith('/')) return !/workspace/i.test(path);
  let depth = 0;
  return path.split('/').some((step) => {
    depth += step === '..' ? -1 : step === '' || step === '.' ? 0 : 1;
    return depth < 0;
  });
}
