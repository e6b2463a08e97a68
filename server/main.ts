import { statSync } from 'node:fs';
import { createConnection } from 'node:net';
import { homedir } from 'node:os';
import type { MessageReader, MessageWriter } from 'vscode-languageserver';
import { disk, slashes } from '../src/disk/disk.ts';
import { discover } from '../src/home/discover.ts';
import { readable } from '../src/report/readable.ts';
import { join } from '../src/text/path.ts';
import type { Host } from './homes/host.ts';
import { connectionOf } from './protocol/connection.ts';
import { IpcReader, IpcWriter } from './protocol/ipc.ts';
import { Reader, Writer } from './protocol/stdio.ts';
import { installTimers } from './protocol/timers.ts';
import { serve } from './server.ts';

export { settle } from './homes/settle.ts';
export { warm } from './homes/warm.ts';

declare const VERSION: string;

installTimers();
const connection = connectionOf(...channel(process.argv));
// a defect must not take the editor's squiggles with it
process.on(
  'uncaughtException',
  (error) =>
    void connection.sendNotification('window/logMessage', {
      type: 1,
      message: `a defect in clawlint itself: ${readable(String(error?.message))}`,
    }),
);
serve(connection, thisMachine());

/**
 * Standard input and output, or what the arguments say: `--node-ipc`, `--socket=N`, `--pipe=NAME`. Who closes it wants
 * the server gone.
 */
function channel(argv: readonly string[]): [MessageReader, MessageWriter] {
  const leave = () => process.exit();
  if (argv.includes('--node-ipc')) {
    process.on('disconnect', leave);
    return [new IpcReader(), new IpcWriter()];
  }
  const at = argv.findIndex((each) => /^--(?:socket|pipe)(?:=|$)/.test(each));
  const [, option, value = argv[at + 1]!] = /^--(\w+)(?:=(.*))?/.exec(argv[at] ?? '') ?? [];
  const socket = option && (option === 'pipe' ? createConnection(value) : createConnection(Number(value), '127.0.0.1'));
  const input = (socket || process.stdin).on('close', leave);
  return [new Reader(input), new Writer(socket || process.stdout)];
}

function thisMachine(): Host {
  const cwd = slashes(process.cwd());
  const { config, stateDir, dotenvDir, gatewayEnv } = discover(process.env, disk, slashes(homedir()), cwd);
  const roots = process.env.OPENCLAW_INCLUDE_ROOTS;
  return {
    version: VERSION,
    files: disk,
    now: Date.now,
    environment: process.env,
    live: { config, stateDir, dotenvDir, ...(gatewayEnv && { gatewayEnv }) },
    includeRoots: roots
      ? slashes(roots)
          .split(process.platform === 'win32' ? ';' : ':')
          .filter(Boolean)
          .map((path) => join(cwd, path.replace(/^~(?=\/|$)/, slashes(homedir()))))
      : [],
    stamp,
    follow,
    exit: process.exit,
  };
}

/** Also of what is not there. */
function stamp(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? `${found.mtimeMs} ${found.size} ${found.ino}` : '';
}

/** A client that has died takes the server with it. */
function follow(processId: unknown): void {
  if (typeof processId !== 'number') return;
  setInterval(() => {
    try {
      process.kill(processId, 0);
    } catch {
      process.exit(1);
    }
  }, 3000);
}
