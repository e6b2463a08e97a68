/**
 * `npm run engines -- [CONFIGS] [SEED] [FROM] [TO]`: for every known release, or those from FROM to TO, ajv compiles what
 * `clawlint schema` prints, and has to judge each of so many drawn configs (shared out over all releases) as the walker
 * does. A part draws what the whole would.
 */
import { compare, releases } from '../src/release/releases.ts';
import { Engines, generator, nodeOf } from './engines.ts';

const [configs = '10000', seed = String(Date.now() % 1_000_000), from, to] = process.argv.slice(2);
const all = releases();
const each = Math.ceil(Number(configs) / all.length);
const asked = all.filter((release) => (!from || compare(release, from) >= 0) && (!to || compare(release, to) <= 0));
let accepted = 0;
for (const release of asked) {
  const random = generator(Number(seed) + all.indexOf(release));
  const engines = new Engines(release);
  const before = accepted;
  for (let n = 0; n < each; n++)
    if (engines.agreeOn(nodeOf(engines.draw(random)), `config ${n}, seed ${seed}`)) accepted++;
  console.log(`${release}: ${each} configs judged alike, ${accepted - before} of them right`);
}
console.log(
  `${asked.length} releases, seed ${seed}: ajv compiles each schema, and judges ${each * asked.length} configs as the walker does, ${accepted} of them right`,
);
