import type { CodeLens } from 'vscode-languageserver-types';
import { ladder } from '../../src/explain/build.ts';
import { keyAt } from '../../src/parse/tree.ts';
import type { Source } from '../homes/documents.ts';
import type { CheckedHome } from '../homes/home.ts';
import { rangeOf } from '../protocol/positions.ts';

/** The most agents for which lenses are computed. */
const MOST = 50;

/** Code lenses above each `model` setting: how many requests a turn may send, and what is skipped. */
export function lenses(
  { result, config, mask }: CheckedHome,
  source: Source,
  uri: string,
  command: string,
): CodeLens[] {
  const { routing } = result;
  if (routing.home.budget.overrun) return []; // what was not read to its end cannot be counted
  const own = routing.agents
    .slice(0, MOST)
    .flatMap(({ id, path }) => (path ? [{ agent: id, path: [...path, 'model'] }] : []));
  // the defaults describe an agent without its own model
  const heir = routing.agents.find(({ model }) => !model);
  const places = [...(heir ? [{ agent: heir.id, path: ['agents', 'defaults', 'model'] }] : []), ...own];
  return places.flatMap(({ agent, path }): CodeLens[] => {
    const key = keyAt(routing.home.root, path);
    // the command carries the agent's id, which may be a key that was pasted there
    if (key?.file !== source.file || !mask.allows(agent)) return [];
    const found = ladder(routing, { agent });
    return 'misnamed' in found
      ? []
      : [
          {
            range: rangeOf(key),
            command: { title: titleOf(found.candidates), command, arguments: [{ uri, config, agent }] },
          },
        ];
  });
}

function titleOf(
  rungs: readonly {
    readonly attempts: readonly unknown[];
    readonly skipped: readonly { readonly reason: string; readonly at?: unknown }[];
  }[],
): string {
  const attempts = rungs.reduce((sum, each) => sum + each.attempts.length, 0);
  // an unmentioned variable was not skipped, it simply does not exist
  const skipped = rungs.reduce(
    (sum, each) => sum + each.skipped.filter(({ reason, at }) => reason !== 'unset' || at !== undefined).length,
    0,
  );
  const parts = [attempts === 0 ? 'no attempt can be made' : `${attempts} attempt${attempts === 1 ? '' : 's'}`];
  if (skipped > 0) parts.push(`${skipped} skipped`);
  return parts.join(' · ');
}
