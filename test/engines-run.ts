/**
 * `npm run engines -- [CONFIGS] [SEED]`: for every known release ajv compiles what `clawlint schema` prints, and has to
 * judge each of so many drawn configs as the walker does.
 */
import { releases } from '../src/release/releases.ts';
import { Engines, generator, nodeOf } from './engines.ts';

const [configs = 10_000, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);
const all = releases();
const each = Math.ceil(configs / all.length);
const random = generator(seed);
let accepted = 0;
for (const release of all) {
  const engines = new Engines(release);
  const before = accepted;
  for (let n = 0; n < each; n++)
    if (engines.agreeOn(nodeOf(engines.draw(random)), `config ${n}, seed ${seed}`)) accepted++;
  console.log(`${release}: ${each} configs judged alike, ${accepted - before} of them right`);
}
console.log(
  `${all.length} releases, seed ${seed}: ajv compiles each schema, and judges ${each * all.length} configs as the walker does, ${accepted} of them right`,
);
