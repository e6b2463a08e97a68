import { statSync } from 'node:fs';
import { connect } from 'node:net';
import { homedir } from 'node:os';
import {
  createConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
  type MessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { currentFolder, delimiter, disk, slashes } from '../src/disk/disk.ts';
import { discover, includeRoots } from '../src/home/discover.ts';
import { within } from './deadline.ts';
import type { Host } from './homes/host.ts';
import { discreet, onlyMessages } from './protocol/discreet.ts';
import { Frames } from './protocol/frames.ts';
import { serve } from './server.ts';

declare const VERSION: string;

const [reader, writer] = channel(process.argv);
const connection = createConnection(reader, discreet(writer), onlyMessages);
// a defect must not take down the editor's diagnostics
process.on('uncaughtException', (error) => connection.console.error(`a defect in clawlint itself: ${error?.message}`));
serve(connection, thisMachine());

/**
 * Standard input and output, or as the arguments say: `--node-ipc`, `--socket=N`, `--pipe=NAME`. Closing it ends the
 * server.
 */
function channel(argv: readonly string[]): [MessageReader, MessageWriter] {
  const leave = () => process.exit();
  if (argv.includes('--node-ipc')) {
    process.on('disconnect', leave);
    return [new IPCMessageReader(process), new IPCMessageWriter(process)];
  }
  const at = argv.findIndex((each) => /^--(?:socket|pipe)(?:=|$)/.test(each));
  const [, option, value = argv[at + 1]!] = /^--(\w+)(?:=(.*))?/.exec(argv[at] ?? '') ?? [];
  const socket = option && (option === 'pipe' ? connect(value) : connect(Number(value), '127.0.0.1'));
  const input = (socket || process.stdin).on('close', leave);
  const reader = new StreamMessageReader(input.pipe(new Frames()));
  reader.onClose(leave); // before the connection hears of it: on a closed one a message still to be sent throws
  return [reader, new StreamMessageWriter(socket || process.stdout)];
}

function thisMachine(): Host {
  const osHome = slashes(homedir());
  const cwd = currentFolder() ?? osHome;
  const { config, stateDir, dotenvDir, gatewayEnv } = discover(process.env, disk, osHome, cwd);
  return {
    version: VERSION,
    files: disk,
    now: Date.now,
    environment: process.env,
    live: { config, stateDir, dotenvDir, ...(gatewayEnv && { gatewayEnv }) },
    includeRoots: includeRoots(slashes(process.env.OPENCLAW_INCLUDE_ROOTS ?? ''), delimiter, osHome, cwd),
    stamp,
    within,
  };
}

/** Also for files that do not exist, or that nobody can look at: a link to itself, a folder that is closed. */
function stamp(path: string): string {
  try {
    const { mtimeMs, size, ino } = statSync(path);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    return '';
  }
}
