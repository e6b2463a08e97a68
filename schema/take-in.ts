/**
 * Takes a new release of OpenClaw into schema/openclaw and says what it changed:
 * a step of `npm run take-in`. COMMAND in OPENCLAW is called as for `npm run record`; RELEASE is the newest of
 * src/release/known.json. See docs/maintaining.md.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NEWEST, releases } from '../src/release/releases.ts';
import { Packed } from '../src/schema/packed.ts';
import { shapeIn } from '../src/schema/versions.ts';
import { keysIn, toText, whatChangedIn } from '../src/upgrade/releases.ts';
import { configSchema } from './bundle.ts';
import { readSchema, writeSchema } from './openclaw.ts';
import { pack } from './pack.ts';
import { merged, type Place, without } from './places.ts';
import { type Printed, placeOf } from './printed.ts';
import { EVERY } from './text.ts';

/** What is known with what one release prints. @param release one of those that are known by name */
export function takeIn(known: Place, printed: Printed, release: string): Place {
  const at = 1n << BigInt(releases().indexOf(release));
  return merged(without(known, at), placeOf(printed, at));
}

function printedBy(command: string, release: string): Printed {
  const home = mkdtempSync(join(tmpdir(), 'home-'));
  writeFileSync(join(home, 'openclaw.json'), '{}\n');
  const { stdout, stderr, error } = spawnSync(command, ['--release', release, home, 'config', 'schema'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  rmSync(home, { recursive: true });
  if (error) throw error;
  if (!stdout.includes('{')) throw new Error(`OpenClaw ${release} printed no schema: ${stderr}`);
  return JSON.parse(stdout.slice(stdout.indexOf('{'))) as Printed;
}

if (import.meta.url === `file://${process.argv[1]}`) {
  const [release] = process.argv.slice(2);
  const command = process.env.OPENCLAW;
  if (!command || release !== NEWEST) {
    console.error(
      `OPENCLAW names the command that runs a release, and the argument is the newest of src/release/known.json, now ${NEWEST}; see docs/maintaining.md`,
    );
    process.exit(2);
  }
  const whole = takeIn(readSchema(), printedBy(command, release), release);
  writeSchema(whole);
  const packed = new Packed(pack(whole, EVERY));
  const before = releases().at(-2)!;
  const [was, is] = [before, release].map((each) => keysIn(shapeIn(packed, each, configSchema())));
  console.log(
    `schema/openclaw is written\n\n${toText(
      whatChangedIn(was!, is!, () => undefined),
      before,
      release,
    )}`,
  );
}
