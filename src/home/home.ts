import { Budget, metered } from '../budget.ts';
import { isProviderVariable } from '../catalog/catalog.ts';
import { dotenvLimit, Environment, type Layer, type Source } from '../env/environment.ts';
import { configEnvLayer, dotenvLayer, processLayer, snapshotLayer } from '../env/layers.ts';
import type { Exposure, Files, Trouble } from '../files.ts';
import { parseJson5 } from '../parse/json5.ts';
import type { Parsed } from '../parse/parsed.ts';
import { type Node, nodeAt, textOf } from '../parse/tree.ts';
import { readInventory } from '../store/read.ts';
import type { Store } from '../store/store.ts';
import { File, type Place } from '../text/file.ts';
import { dirname, isAbsolute, join } from '../text/path.ts';
import { type AgentModels, holds, readAgentFiles } from './agent-files.ts';
import { BASELINE_FILE, type Baseline, readBaseline } from './baseline.ts';
import { profilesElsewhere, variablesElsewhere } from './elsewhere.ts';
import { type IncludeProblem, splice } from './include.ts';
import { PROJECT_FILE, type Project, type ProjectSettings, projectIn, settingsFor } from './project.ts';
import { missingSnapshot, readSnapshot, SNAPSHOT_FILE, type Snapshot } from './snapshot.ts';

/** Which home to read, and what else counts for it. Paths are as the Files know them. */
export interface HomeOptions {
  /** this is the machine's own home, not a copy in a repository */
  readonly live?: boolean;
  /** where agents and their stores are, if not in the config's folder */
  readonly stateDir?: string;
  /** where the `.env` is, if not in the state folder */
  readonly dotenvDir?: string;
  /** variables of OpenClaw's process; values are not kept */
  readonly processEnvironment?: Readonly<Record<string, string | undefined>>;
  /** additional files in .env syntax whose variables count as set */
  readonly envFiles?: readonly string[];
  /** the `.env` of the folder OpenClaw is started in, and `gateway.env` of the user's config folder */
  readonly workspaceDotenv?: string;
  readonly gatewayEnv?: string;
  readonly includeRoots?: readonly string[];
  /** a file with the output of `openclaw models auth list --json` */
  readonly inventory?: string;
  /**
   * a file that `clawlint snapshot` wrote, in place of the one beside the config or named by clawlint's config; false:
   * none, also where there is one
   */
  readonly snapshot?: string | false;
  /**
   * clawlint's own config from a parent folder, for findProject; one beside the config takes precedence; false: none,
   * also where there is one
   */
  readonly project?: Project | false;
  /** what the check may take; by default as much as `LIMITS` says @internal */
  readonly budget?: Budget;
  /** by path: parse results of earlier readings of this home, so that unchanged files are not parsed again @internal */
  readonly made?: Map<string, { readonly text: string; readonly besides: unknown; readonly parsed: unknown }>;
}

/** The config or a file it includes. */
export interface ConfigSource {
  readonly file: File;
  readonly parsed: Parsed;
}

/** The files of a home, read and parsed but not yet interpreted. */
export interface Home {
  readonly path: string;
  readonly stateDir: string;
  readonly live: boolean;
  /** the config with its includes spliced in; undefined if there is no readable config */
  readonly root: Node | undefined;
  readonly config: ConfigSource | undefined;
  readonly included: readonly ConfigSource[];
  readonly includeProblems: readonly IncludeProblem[];
  readonly unreadable: readonly { path: string; trouble: Trouble }[];
  readonly budget: Budget;
  readonly environment: Environment;
  readonly project: ProjectSettings | undefined;
  readonly baseline: Baseline | undefined;
  /** what the OpenClaw of a machine said */
  readonly snapshot: Snapshot | undefined;
  readonly stores: readonly Store[];
  /** older credential files; only their existence matters */
  readonly leftovers: readonly { readonly file: File; readonly agent: string }[];
  readonly inventory: readonly Store[] | undefined;
  /** profiles that clawlint's config says are stored elsewhere */
  readonly elsewhere: Store | undefined;
  readonly agentModels: readonly AgentModels[];
  /** provider ids that agents declare in their own models.json, or clawlint's config knows from elsewhere */
  readonly agentProviders: ReadonlySet<string>;
  /** the file of cron jobs, if the home has one */
  readonly schedules: ConfigSource | undefined;
  /** who else may get at a file; undefined where that cannot be told */
  readonly exposure: (path: string) => Exposure | undefined;
  /** names of folders of installed plugins (facts H10) */
  readonly plugins: () => readonly string[];
  /** the Compose file, here or in the folder above, that gives this home to a container */
  readonly compose: () => string | undefined;
}

/** Whatever says which profiles are stored. */
export const storesIn = ({ stores, inventory, snapshot }: Home): readonly Store[] => [
  ...stores,
  ...(inventory ?? []),
  ...(snapshot?.said?.stores ?? []),
];

/** The beginning of the config: where it is said of a home what has no place of its own. */
export const startOf = ({ config, path }: Home): Place => ({
  file: config?.file ?? new File(path, ''),
  offset: 0,
  length: 0,
});

/** File names under which repositories list the variables they need, without values. */
const EXAMPLES = ['.env.example', '.env.template', '.env.sample'];

const PLUGINS = [['npm', 'projects'], ['npm', 'node_modules', '@openclaw'], ['extensions']];

const COMPOSE = ['docker-compose', 'compose'].flatMap((name) => [`${name}.yml`, `${name}.yaml`]);

/** Reads the home of a config. Never throws: files that cannot be read are listed in `unreadable`. */
export function readHome(all: Files, path: string, options: HomeOptions = {}): Home {
  const budget = options.budget ?? new Budget();
  const files = metered(all, budget);
  const unreadable: { path: string; trouble: Trouble }[] = [];
  const stateDir = options.stateDir ?? dirname(path);
  const dotenvDir = options.dotenvDir ?? stateDir;
  const has = lookIn(stateDir);
  const hasDotenv = dotenvDir === stateDir ? has : lookIn(dotenvDir);
  const config = read(path, (file) => ({ file, parsed: parseJson5(file) }));
  const spliced =
    config?.parsed.root && mayInclude(config.file.text)
      ? splice(config.parsed.root, files, options.includeRoots ?? [], budget)
      : undefined;
  const root = spliced?.root ?? config?.parsed.root;
  const project = readProjectSettings();
  const snapshot = readSnapshotOf(project);
  const layers = readLayers();
  const { stores, leftovers, agentModels } = readAgentFiles({
    files,
    stateDir,
    live: options.live ?? false,
    root,
    has,
    read,
  });
  return {
    path,
    stateDir,
    live: options.live ?? false,
    root,
    config,
    included: spliced?.included ?? [],
    includeProblems: spliced?.problems ?? [],
    unreadable,
    budget,
    environment: new Environment(layers),
    project,
    baseline:
      has(BASELINE_FILE) || dirname(path) !== stateDir
        ? read(join(dirname(path), BASELINE_FILE), readBaseline)
        : undefined,
    snapshot,
    stores,
    leftovers,
    inventory: options.inventory === undefined ? undefined : read(options.inventory, readInventory),
    agentModels,
    agentProviders: new Set([
      ...agentModels.flatMap(({ providers }) => [...providers.keys()]),
      ...(project?.providers ?? []).map(({ value }) => value.toLowerCase()),
    ]),
    elsewhere: project && profilesElsewhere(project),
    schedules: readSchedules(),
    exposure: (at) => files.exposure?.(at),
    plugins: () =>
      PLUGINS.flatMap((folder) => (has(folder[0]!) ? files.list(join(stateDir, ...folder)) : [])).map((name) =>
        name.replace(/\/$/, ''),
      ),
    compose,
  };

  /** Lists a folder once and tells whether it contains a name; if it cannot be listed, any name may exist. */
  function lookIn(folder: string): (name: string) => boolean {
    const names = files.list(folder);
    return (name) => names.length === 0 || holds(names, name);
  }

  function compose(): string | undefined {
    const above = join(stateDir, '..');
    for (const name of COMPOSE)
      for (const folder of has(name) ? [stateDir, above] : [above]) {
        const text = files.read(join(folder, name));
        if (typeof text === 'string' && /:[^\s"']*\/\.openclaw/.test(text)) return text;
      }
    return undefined;
  }

  function read<T>(at: string, parse: (file: File) => T, besides?: unknown, limit?: number): T | undefined {
    const text = files.read(at, limit);
    if (typeof text === 'string') return once(at, text, parse, besides);
    // of a folder whose name is not UTF-8 one finding is enough
    if (text && text.trouble !== 'beyond' && (text.trouble !== 'not-utf8' || at === path || !path.includes('\ufffd')))
      unreadable.push({ path: at, trouble: text.trouble });
    return undefined;
  }

  function readProjectSettings(): ProjectSettings | undefined {
    if (options.project === false) return undefined;
    const beside = has(PROJECT_FILE) || dirname(path) !== stateDir ? projectIn(files, dirname(path)) : undefined;
    const found = beside ?? options.project;
    if (!found) return undefined;
    const settings = settingsFor(found, path);
    const gone = settings.envFiles.filter(({ value }) => files.read(value, 0) === undefined);
    const message = 'there is no such file in this repository; its variables do not count';
    const help = 'correct the path, which begins at the folder of this file, or take it out';
    return { ...settings, problems: [...settings.problems, ...gone.map(({ at }) => ({ at, message, help }))] };
  }

  function readSnapshotOf(project: ProjectSettings | undefined): Snapshot | undefined {
    if (options.snapshot === false) return undefined;
    const named = options.snapshot ?? project?.snapshot?.value;
    if (named === undefined)
      return has(SNAPSHOT_FILE) || dirname(path) !== stateDir
        ? read(join(dirname(path), SNAPSHOT_FILE), readSnapshot)
        : undefined;
    return read(named, readSnapshot) ?? (project?.snapshot && missingSnapshot(project.snapshot));
  }

  /** Reads the file that `cron.store` names, else `cron/jobs.json`, which OpenClaw looks for beside the `.env`. */
  function readSchedules(): ConfigSource | undefined {
    const named = textOf(nodeAt(root, ['cron', 'store']))?.trim() ?? '';
    const elsewhere = isAbsolute(named) ? named : named.startsWith('~/') ? join(dirname(stateDir), named.slice(2)) : '';
    const at = elsewhere || join(dotenvDir, 'cron/jobs.json');
    const text = elsewhere || hasDotenv('cron') ? files.read(at) : undefined;
    if (typeof text !== 'string') return undefined;
    return once(at, text, (file) => ({ file, parsed: parseJson5(file) }));
  }

  /** @param besides what else the parsed depends on: the agent of a store, the store that a state belongs to */
  function once<T>(at: string, text: string, parse: (file: File) => T, besides?: unknown): T {
    const before = options.made?.get(at);
    if (before?.text === text && before.besides === besides) return before.parsed as T;
    const parsed = parse(new File(at, text, files.enclosing?.(at)));
    options.made?.set(at, { text, besides, parsed });
    return parsed;
  }

  function readLayers(): Layer[] {
    const found: Layer[] = [];
    if (options.processEnvironment) found.push(processLayer(options.processEnvironment));
    if (options.workspaceDotenv && options.workspaceDotenv !== join(dotenvDir, '.env'))
      add(options.workspaceDotenv, 'cwd-dotenv');
    if (hasDotenv('.env')) add(join(dotenvDir, '.env'), 'state-dotenv');
    for (const name of SERVICE_FILES) if (hasDotenv(name.split('/')[0]!)) add(join(dotenvDir, name), 'service-env');
    if (options.gatewayEnv) add(options.gatewayEnv, 'gateway-env');
    found.push(configEnvLayer(nodeAt(root, ['env'])));
    if (snapshot?.said) found.push(snapshotLayer(snapshot.said.variables));
    for (const each of options.envFiles ?? []) add(each, 'env-file');
    for (const each of project?.envFiles ?? []) add(each.value, 'env-file');
    if (project && project.variables.length > 0) found.push(variablesElsewhere(project));
    if (!options.live) for (const name of EXAMPLES) if (hasDotenv(name)) add(join(dotenvDir, name), 'example');
    return found;

    function add(at: string, source: Exclude<Source, 'process' | 'config-env' | 'elsewhere' | 'snapshot'>): void {
      const layer = read(
        at,
        (file) => dotenvLayer(source, file, { filterWorkspace: source === 'cwd-dotenv', isProviderVariable }),
        undefined,
        dotenvLimit,
      );
      if (layer) found.push(layer);
    }
  }
}

/** What `openclaw gateway install` writes beside the config for systemd and launchd (facts 2.4). */
const SERVICE_FILES = ['gateway.systemd.env', 'service-env/ai.openclaw.gateway.env'];

/** Whether a text may contain an `$include`, literal or written with escapes. */
const mayInclude = (text: string): boolean => text.includes('include') || text.includes('\\');
