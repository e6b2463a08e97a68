import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { createConnection } from 'vscode-languageserver/node';
import { discover } from '../src/discover.ts';
import { disk, slashes } from '../src/disk.ts';
import { join } from '../src/path.ts';
import { hideKeys } from '../src/report/mask.ts';
import type { Host } from './host.ts';
import { serve } from './server.ts';
import { Reader, Writer } from './stdio.ts';

declare const VERSION: string;

// Each keystroke leaves little behind: a small space for young objects is as fast, and saves 20 MB. V8 takes compiled code
// only where all flags are as they were, so before it is kept this one goes back to what it was.
setFlagsFromString('--semi-space-growth-factor=1');
process.prependListener('exit', () => setFlagsFromString('--semi-space-growth-factor=2'));

/** The server on standard input and output, or where the arguments say: `--node-ipc`, `--socket=N`, `--pipe=NAME`. */
const elsewhere = process.argv.some((each) => /^--(?:node-ipc$|socket|pipe)/.test(each));
const connection = elsewhere ? createConnection() : createConnection(new Reader(process.stdin), new Writer(process.stdout));
// a defect must not take the editor's squiggles with it
process.on('uncaughtException', (error) => connection.console.error(`a defect in clawlint itself: ${hideKeys(String(error?.message))}`));
serve(connection, thisMachine());
if (!elsewhere) process.stdin.on('end', () => process.exit());

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
    includeRoots: roots ? slashes(roots).split(process.platform === 'win32' ? ';' : ':').filter(Boolean).map((path) => join(cwd, path.replace(/^~(?=\/|$)/, slashes(homedir())))) : [],
    stamp,
  };
}

/** Also of what is not there. */
function stamp(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? `${found.mtimeMs} ${found.size} ${found.ino}` : '';
}
