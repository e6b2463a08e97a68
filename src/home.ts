import { PROVIDER_VARIABLES } from './catalog.ts';
import { databaseStore } from './database-store.ts';
import { Environment, type Layer, type Source, configEnvLayer, dotenvLayer, processLayer } from './env.ts';
import type { Files, Trouble } from './files.ts';
import { type IncludeProblem, splice } from './include.ts';
import { parseJson5 } from './parse/json5.ts';
import type { Parsed } from './parse/parsed.ts';
import { dirname, join } from './path.ts';
import { File } from './place.ts';
import { type Store, readInventory, readStore, withState } from './store.ts';
import { type Node, nodeAt } from './tree.ts';

/** Whose files these are and what else counts. All paths as the Files know them. */
export interface HomeOptions {
  /** the machine's own home, not a copy of it in a repository */
  readonly live?: boolean;
  /** where agents and their stores are, when it is not the config's own folder */
  readonly stateDir?: string;
  /** where the `.env` is, when it is not the state folder */
  readonly dotenvDir?: string;
  /** variables of the process that runs OpenClaw; values are not kept */
  readonly processEnvironment?: Readonly<Record<string, string | undefined>>;
  /** further files in .env syntax whose variables count as set */
  readonly envFiles?: readonly string[];
  /** the `.env` of the folder OpenClaw is started in, and `gateway.env` of the user's config folder */
  readonly workspaceDotenv?: string;
  readonly gatewayEnv?: string;
  readonly includeRoots?: readonly string[];
  /** a file with the output of `openclaw models auth list --json` */
  readonly inventory?: string;
}

/** A config file or a file it includes. */
export interface ConfigSource {
  readonly file: File;
  readonly parsed: Parsed;
}

/** The files of a home, read and parsed; nothing is decided yet. */
export interface Home {
  readonly path: string;
  readonly stateDir: string;
  readonly live: boolean;
  /** the config with its includes spliced in; undefined when there is no readable config */
  readonly root: Node | undefined;
  readonly config: ConfigSource | undefined;
  readonly included: readonly ConfigSource[];
  readonly includeProblems: readonly IncludeProblem[];
  readonly unreadable: readonly { path: string; trouble: Trouble }[];
  readonly environment: Environment;
  readonly stores: readonly Store[];
  /** files in which old releases kept credentials, of which no more is asked than whether they are there */
  readonly leftovers: readonly { readonly file: File; readonly agent: string }[];
  readonly inventory: readonly Store[] | undefined;
  /** provider ids that agents declare in a models.json of their own */
  readonly agentProviders: ReadonlySet<string>;
  /** the file of cron jobs, where one lies in the home */
  readonly schedules: ConfigSource | undefined;
}

/** Names under which repositories keep a list of the variables they need, without values. */
const EXAMPLES = ['.env.example', '.env.template', '.env.sample'];

/** Credential stores of releases since 2026.6.5 (fact sheet 4.1). */
const STATE_DATABASE = 'openclaw.sqlite';
const AGENT_DATABASE = 'openclaw-agent.sqlite';

/** Reads the home whose config stands at a path. Never throws: what cannot be read is listed in `unreadable`. */
export function readHome(files: Files, path: string, options: HomeOptions = {}): Home {
  const unreadable: { path: string; trouble: Trouble }[] = [];
  const stateDir = options.stateDir ?? dirname(path);
  const dotenvDir = options.dotenvDir ?? stateDir;
  const has = lookIn(stateDir);
  const hasDotenv = dotenvDir === stateDir ? has : lookIn(dotenvDir);
  const config = read(path, (file) => ({ file, parsed: parseJson5(file) }));
  const spliced = config?.parsed.root && config.file.text.includes('include') ? splice(config.parsed.root, files, options.includeRoots ?? []) : undefined;
  const root = spliced?.root ?? config?.parsed.root;
  const layers = readLayers();
  const { stores, leftovers, agentProviders } = readAgents();
  return {
    path,
    stateDir,
    live: options.live ?? false,
    root,
    config,
    included: spliced?.included ?? [],
    includeProblems: spliced?.problems ?? [],
    unreadable,
    environment: new Environment(layers),
    stores,
    leftovers,
    inventory: options.inventory === undefined ? undefined : read(options.inventory, readInventory),
    agentProviders,
    schedules: readSchedules(),
  };

  /** Whether a folder has a name: one look at the folder instead of one at each file. In one that may not be listed, anything can be. */
  function lookIn(folder: string): (name: string) => boolean {
    const names = files.list(folder);
    return (name) => names.length === 0 || holds(names, name);
  }

  function read<T>(at: string, parse: (file: File) => T): T | undefined {
    const text = files.read(at);
    if (typeof text === 'string') return parse(new File(at, text));
    if (text) unreadable.push({ path: at, trouble: text.trouble });
    return undefined;
  }

  /** Beside the `.env`, as OpenClaw looks for it (`resolveConfigDir`). */
  function readSchedules(): ConfigSource | undefined {
    const at = join(dotenvDir, 'cron/jobs.json');
    const text = hasDotenv('cron') ? files.read(at) : undefined;
    if (typeof text !== 'string') return undefined;
    const file = new File(at, text);
    return { file, parsed: parseJson5(file) };
  }

  function readLayers(): Layer[] {
    const found: Layer[] = [];
    if (options.processEnvironment) found.push(processLayer(options.processEnvironment));
    if (options.workspaceDotenv && options.workspaceDotenv !== join(dotenvDir, '.env')) add(options.workspaceDotenv, 'cwd-dotenv');
    if (hasDotenv('.env')) add(join(dotenvDir, '.env'), 'state-dotenv');
    if (options.gatewayEnv) add(options.gatewayEnv, 'gateway-env');
    found.push(configEnvLayer(nodeAt(root, ['env'])));
    for (const each of options.envFiles ?? []) add(each, 'env-file');
    if (!options.live) for (const name of EXAMPLES) if (hasDotenv(name)) add(join(dotenvDir, name), 'example');
    return found;

    function add(at: string, source: Exclude<Source, 'process' | 'config-env'>): void {
      const layer = read(at, (file) => dotenvLayer(source, file, { filterWorkspace: source === 'cwd-dotenv', knownProviderVariables: PROVIDER_VARIABLES }));
      if (layer) found.push(layer);
    }
  }

  function readAgents(): { stores: Store[]; leftovers: { file: File; agent: string }[]; agentProviders: Set<string> } {
    const found: Store[] = [];
    const leftovers: { file: File; agent: string }[] = [];
    const providers = new Set<string>();
    for (const [agent, folder] of agentFolders()) {
      const names = files.list(folder);
      if (holds(names, 'auth-profiles.json')) add(storeIn(folder, agent, names.includes('auth-state.json')));
      if (names.includes('auth.json')) leftovers.push({ file: new File(join(folder, 'auth.json'), ''), agent });
      if (holds(names, AGENT_DATABASE)) add(databaseStore(files, join(folder, AGENT_DATABASE), 'agent', agent));
      if (!names.includes('models.json')) continue;
      const declared = read(join(folder, 'models.json'), (file) => nodeAt(parseJson5(file).root, ['providers']));
      if (declared?.kind === 'object') for (const { key } of declared.entries) providers.add(key.value.trim().toLowerCase());
    }
    if (has('auth-profiles.json')) add(read(join(stateDir, 'auth-profiles.json'), (file) => readStore(file, undefined)));
    if (has('state') && holds(files.list(join(stateDir, 'state')), STATE_DATABASE)) add(databaseStore(files, join(stateDir, 'state', STATE_DATABASE), 'state'));
    const credentials = join(stateDir, 'credentials');
    if (has('credentials') && files.list(credentials).includes('oauth.json')) leftovers.push({ file: new File(join(credentials, 'oauth.json'), ''), agent: 'main' });
    return { stores: found, leftovers, agentProviders: providers };

    function storeIn(folder: string, agent: string, hasState: boolean): Store | undefined {
      const store = read(join(folder, 'auth-profiles.json'), (file) => readStore(file, agent));
      return (store && hasState && read(join(folder, 'auth-state.json'), (file) => withState(store, file))) || store;
    }

    function add(store: Store | undefined): void {
      if (store) found.push(store);
    }
  }

  /** agent id → the folder of its store: `agents/<id>/agent`, or the `agentDir` that the config gives it */
  function agentFolders(): Map<string, string> {
    const folders = new Map<string, string>();
    for (const name of has('agents') ? files.list(join(stateDir, 'agents')) : []) if (name.endsWith('/')) folders.set(name.slice(0, -1), join(stateDir, 'agents', name, 'agent'));
    const entries = nodeAt(root, ['agents', 'entries']);
    if (entries?.kind === 'object')
      for (const { key, value } of entries.entries) {
        const dir = nodeAt(value, ['agentDir']);
        if (dir?.kind === 'scalar' && typeof dir.value === 'string' && dir.value && !dir.value.startsWith('~')) folders.set(key.value, join(stateDir, dir.value));
      }
    return folders;
  }
}

/** Whether a name is in a folder's list, as a file or, by mistake, as a folder. */
const holds = (names: readonly string[], name: string): boolean => names.includes(name) || names.includes(`${name}/`);
