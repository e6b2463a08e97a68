import { existsSync } from 'node:fs';
import type { Answer } from '../snapshot/installed.ts';

const MOST = 64 * 1024 * 1024;

/**
 * Runs a program without input and waits for it, at most so long.
 * @param command a program, or a program with its first arguments, blanks between them
 */
export function ask(
  command: string,
  args: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
  seconds: number,
): Answer {
  const [program = '', ...first] = existsSync(command) ? [command] : command.split(/\s+/).filter(Boolean);
  // loaded on first use, because few runs need it
  const processes = process.getBuiltinModule?.('node:child_process') ?? require('node:child_process');
  const isWindows = process.platform === 'win32';
  const { stdout, stderr, status, error, pid } = processes.spawnSync(program, [...first, ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: seconds * 1000,
    killSignal: 'SIGKILL',
    maxBuffer: MOST,
    // a group of its own, for what it has started goes with it; npm's commands are scripts there
    ...(isWindows ? { shell: true } : { detached: true }),
  });
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code !== undefined && pid && !isWindows) stop(-pid);
  const trouble =
    code === 'ETIMEDOUT'
      ? 'late'
      : code === 'ENOBUFS'
        ? 'large'
        : code !== undefined || (isWindows && status === 9009)
          ? 'absent'
          : status === 0
            ? undefined
            : 'failed';
  return { output: stdout ?? '', errors: stderr ?? '', ...(trouble && { trouble }) };
}

function stop(group: number): void {
  try {
    process.kill(group, 'SIGKILL');
  } catch {
    // it has ended meanwhile
  }
}
