import type { Home } from '../home/home.ts';
import type { Routing } from '../routing/routing.ts';
import type { Store } from '../store/store.ts';
import type { File } from '../text/file.ts';
import { listed, release } from './phrases.ts';
import type { Rule, Severity } from './rule.ts';

export const authProfilesJsonRetired: Rule = {
  id: 'auth-profiles-json-retired',
  severity: 'error',
  summary: 'an `auth-profiles.json`, or a file from before it, is there, but this release keeps credentials in SQLite',
  why: 'Since 2026.6.5 credentials live in SQLite databases, and only `openclaw doctor --fix` takes over what an old `auth-profiles.json` holds. Beside a database with profiles the file is ignored. Where there is none, 2026.8.1 and newer stop with `AUTH_PROFILE_MIGRATION_REQUIRED`, even if the file is empty; releases in between act as if nothing were stored. The older `auth.json` of an agent and `credentials/oauth.json` stop them in the same way.',
  facts: ['4.4', 'H3', 'H4'],
  *check(routing) {
    const { home, behaviour } = routing;
    if (behaviour.store === 'json') return;
    for (const { file, agent, imported } of [...textStores(home), ...leftovers(home)]) {
      const at = { file, offset: 0, length: 0 };
      if (isImported(agent, routing))
        yield {
          at,
          message: `${release(routing.target)} ignores this file: the store it uses instead already holds profiles`,
          help: 'delete it once the profiles you need are in that store',
          severity: 'info',
        };
      else
        yield {
          at,
          message: `${effect(routing)} until ${imported}`,
          help: 'run `openclaw doctor --fix` once',
          severity: severity(routing),
        };
    }
  },
};

/** A file that OpenClaw reads only to import it. */
interface Retired {
  readonly file: File;
  readonly agent: string | undefined;
  readonly imported: string;
}

/** Not one beside the config: no release looks there. */
const textStores = ({ stores }: Home): readonly Retired[] =>
  stores
    .filter(({ shape, agent }) => shape !== 'sqlite' && agent !== undefined)
    .map((store) => ({ ...store, imported: `this file is imported into SQLite${contents(store)}` }));

/** If another file of the agent has to be imported, these are imported with it. */
const leftovers = ({ leftovers, stores }: Home): readonly Retired[] =>
  leftovers
    .filter(({ agent }) => !stores.some((store) => store.shape !== 'sqlite' && store.agent === agent))
    .map((each) => ({ ...each, imported: 'the credentials in this file are imported into SQLite' }));

/** Whether the same agent's store has profiles: its own database, or for `main` the shared one. */
function isImported(agent: string | undefined, { home }: Routing): boolean {
  const instead = home.inventory ?? home.stores.filter((store) => store.shape === 'sqlite');
  return instead.some(
    (store) => (store.agent === agent || (agent === 'main' && store.agent === undefined)) && store.profiles.length > 0,
  );
}

function severity({ behaviour }: Routing): Severity {
  return behaviour.certain && behaviour.leftoverStoreFatal ? 'error' : 'warning';
}

function effect({ behaviour, target }: Routing): string {
  if (target.release === undefined) return 'OpenClaw 2026.8.1 and newer stop with `AUTH_PROFILE_MIGRATION_REQUIRED`';
  return `${release(target)} ${behaviour.leftoverStoreFatal ? 'stops with `AUTH_PROFILE_MIGRATION_REQUIRED`' : 'does not see these profiles'}`;
}

/** ` (2 profiles for `openai`)`, or an empty text if the file has none. */
function contents({ profiles, entries }: Store): string {
  if (entries.length === 0) return '';
  const providers = [...new Set(profiles.flatMap(({ provider }) => provider ?? []))];
  const count = `${entries.length} profile${entries.length === 1 ? '' : 's'}`;
  return providers.length > 0 ? ` (${count} for ${listed(providers, 'and')})` : ` (${count})`;
}
