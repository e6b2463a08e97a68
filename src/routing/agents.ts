import type { Path } from '../tree.ts';

/** The agent a config path belongs to: `agents.entries.<id>` or `agents.list[n]`; undefined for the defaults. */
export function agentOf(path: Path): string | undefined {
  if (path[0] !== 'agents') return undefined;
  if (path[1] === 'entries') return String(path[2]);
  return path[1] === 'list' ? `list[${path[2]}]` : undefined;
}
