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
import { disk, slashes } from '../src/disk/disk.ts';
import { discover } from '../src/home/discover.ts';
import { join } from '../src/text/path.ts';
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
  return [new StreamMessageReader(input.pipe(new Frames())), new StreamMessageWriter(socket || process.stdout)];
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
  };
}

/** Also for files that do not exist. */
function stamp(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? `${found.mtimeMs} ${found.size} ${found.ino}` : '';
}
