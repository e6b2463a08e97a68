/** Node 22.15 and newer, not on Windows. */
type Execve = (file: string, args: readonly string[], env: NodeJS.ProcessEnv) => never;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] as const;

/**
 * Runs a command in place of this process: same process id where Node can do that, else as a child to which signals are
 * passed on, and whose exit code or signal becomes that of this process.
 * @param file the program that the first word stands for
 * @param failed told where it cannot be started
 */
export function become(file: string, words: readonly string[], failed: (reason: string) => never): void {
  const { execve } = process as unknown as { readonly execve?: Execve };
  if (execve && process.platform !== 'win32') {
    try {
      execve(file, words, process.env);
    } catch (error) {
      failed((error as NodeJS.ErrnoException).code ?? 'unknown');
    }
  }
  const { spawn } = process.getBuiltinModule?.('node:child_process') ?? require('node:child_process');
  // before the command starts: a signal right after would end this process and leave the command alone
  if (process.platform !== 'win32') for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  const child = spawn(file, words.slice(1), {
    stdio: 'inherit',
    ...(process.platform === 'win32' ? { shell: true } : { argv0: words[0] }),
  });
  child.on('error', ({ code }: NodeJS.ErrnoException) => failed(code ?? 'unknown'));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
