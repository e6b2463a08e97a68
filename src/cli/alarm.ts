import type { JsonFinding } from '../report/json.ts';
import { printable } from '../report/printable.ts';
import type { Arguments } from './arguments.ts';

/** What is told of a config that would be refused; nothing in it is secret. */
export interface Alarm {
  readonly config: string;
  readonly release: string | undefined;
  readonly what: string;
  /** the findings, a line each */
  readonly lines: string;
  readonly findings: readonly JsonFinding[];
  /** from the last good text to this one */
  readonly diff: string;
  /** the command that undoes it */
  readonly undo: string;
}

/** In milliseconds. */
const PATIENCE = 5000;

/** Tells the command and the address that were asked for; that these fail is said, and ends nothing. */
export function tell(alarm: Alarm, { exec, webhook }: Arguments, say: (text: string) => void): void {
  const { config, release, what, findings, diff, undo } = alarm;
  const text = `${JSON.stringify({ config, release, what, findings, diff, undo })}\n`;
  if (exec !== undefined) {
    // loaded when it is needed: it costs as much as a check
    const { spawn } = process.getBuiltinModule?.('node:child_process') ?? require('node:child_process');
    const child = spawn(exec, { shell: true, stdio: ['pipe', 'inherit', 'inherit'] });
    child.on('error', ({ message }: Error) => say(`--exec: ${printable(message)}`));
    child.stdin.on('error', () => undefined); // it need not read
    child.stdin.end(text);
  }
  if (webhook !== undefined)
    fetch(webhook, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: text,
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    }).then(
      ({ ok, status }) => ok || say(`--webhook answers ${status}`),
      (error: Error) => say(`--webhook: ${printable((error.cause as Error | undefined)?.message || error.message)}`),
    );
}
