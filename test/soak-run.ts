/** `npm run soak -- [EDITS] [SEED]`: many random edits against the built server; see soak.ts. */
import { soak } from './soak.ts';

const [edits = 100_000, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);
console.log(`${edits} edits, seed ${seed}`);
const { requests, files, compared, early, late } = await soak(edits, seed, console.log);
console.log(
  `no crash, no hang, no stale squiggle: ${edits} edits of ${files} files, ${requests} requests, ${compared} diagnostics as in a new check; ${early} MB after a fifth, ${late} MB at the end`,
);
