import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isIn, type Planted, plant, seeded } from './planted.ts';
import { leaves, plantedHome } from './planted-homes.ts';
import { checked, logged, saidOtherwise, served, tooled, typed, watched } from './said.ts';

const HOMES = Number(process.env.PLANTED_HOMES ?? 10_000);
/** Every so many homes the language server is asked, too. */
const SERVED = Number(process.env.PLANTED_SERVED ?? 25);
const SEED = Number(process.env.PLANTED_SEED ?? 1);

test(`no key of ${HOMES} homes is printed, wherever it stands and whoever issued it`, async () => {
  const random = seeded(SEED);
  const all = leaves();
  assert.ok(all.length > 300, 'the schema has places');
  let keys = 0;
  const found: string[] = [];
  for (let n = 0; n < HOMES && found.length < 20; n++) {
    const home = plantedHome(random, all);
    const wanted = plant(random);
    keys += home.planted.length;
    const asked = random() < 0.3 ? [random() < 0.5 ? '--model' : '--agent', wanted.key] : [];
    let said = checked(home, n % 2 === 0 ? 'pretty' : 'json', ['2026.5.28', '2026.9.6', undefined][n % 3]);
    if (n % 25 === 0) said += saidOtherwise(home, asked);
    if (n % SERVED === SERVED >> 1) said += served(home, random);
    if (n % (8 * SERVED) === SERVED >> 2) {
      said += typed(home, wanted) + (await logged(home, wanted)) + (await tooled(home, wanted));
    }
    if (n % (40 * SERVED) === SERVED >> 3) said += await watched(home, wanted);
    for (const each of [...home.planted, wanted])
      if (isIn(each, said)) found.push(`home ${n}: ${each.key}\n${around(each, said)}`);
  }
  assert.ok(keys > HOMES * 3);
  assert.deepEqual(found, []);
});

/** What stands around the first piece of a key in what was said. */
function around({ parts }: Planted, said: string): string {
  const pieces = parts.flatMap((part) => Array.from({ length: part.length }, (_, at) => part.slice(at, at + 8)));
  const at = said.indexOf(pieces.find((piece) => piece.length === 8 && said.includes(piece)) ?? '');
  return said.slice(Math.max(0, at - 200), at + 100);
}
