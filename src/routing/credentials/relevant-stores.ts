import type { Behaviour } from '../../release/releases.ts';
import { agentId } from '../../schema/agent-id.ts';
import type { Store } from '../../store/store.ts';
import type { Agent } from '../models/agents.ts';

/**
 * The stores that count for a release, at most one per owner. Releases with SQLite never read auth-profiles.json at run
 * time: it is ignored if the database has profiles, and imported by `openclaw doctor --fix` if it has none, so in that
 * case it represents the database (facts 4.4). Releases before 2026.6.5 have no databases.
 */
export function storesFor(stores: readonly Store[], kind: Behaviour['store']): readonly Store[] {
  const databases = stores.filter(isDatabase);
  if (databases.length === 0) return stores;
  const texts = stores.filter((store) => !isDatabase(store));
  if (kind === 'json') return texts;
  const owners = (agent: string | undefined) =>
    databases.filter((store) => store.agent === agent || (isMain(agent) && isMain(store.agent)));
  const waiting = texts.filter((store) => store.profiles.length > 0 && owners(store.agent).every(isEmpty));
  const replaced = new Set(waiting.flatMap((store) => owners(store.agent)));
  return [...databases.filter((store) => !replaced.has(store)), ...waiting];
}

/** Whether the stores that were read are complete: databases, with no text file waiting to be imported. */
export function areWhole(stores: readonly Store[]): boolean {
  return stores.length > 0 && stores.every(isDatabase);
}

/** Whether the inventories cover every agent and provider; the command that prints them covers one agent at a time. */
export function isOfAll(listed: readonly Store[], agents: readonly Agent[]): boolean {
  if (listed.some(({ partial }) => partial)) return false;
  return (
    listed.some(({ agent }) => agent === undefined) ||
    agents.every(({ id }) => listed.some(({ agent }) => agentId(agent) === id))
  );
}

const isDatabase = (store: Store): boolean => store.shape === 'sqlite';

/** The text store of `main` becomes the shared one. */
const isMain = (agent: string | undefined): boolean => agent === undefined || agent === 'main';

const isEmpty = ({ profiles, unchecked }: Store): boolean => profiles.length === 0 && unchecked === undefined;
