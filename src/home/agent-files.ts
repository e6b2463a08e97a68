import type { Files } from '../files.ts';
import { parseJson5 } from '../parse/json5.ts';
import { itemsOf, type Node, nodeAt, textOf } from '../parse/tree.ts';
import { agentId } from '../schema/agent-id.ts';
import { databaseStore } from '../store/from-database.ts';
import { readStore } from '../store/read.ts';
import { withState } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { File } from '../text/file.ts';
import { isAbsolute, join } from '../text/path.ts';

/** Credential stores of releases since 2026.6.5 (facts 4.1, H3). */
const STATE_DATABASE = 'openclaw.sqlite';
const AGENT_DATABASE = 'openclaw-agent.sqlite';

/** Where agents keep their files, and how to read them. */
interface Folders {
  readonly files: Files;
  readonly stateDir: string;
  /** this is the machine's own home */
  readonly live: boolean;
  /** the config */
  readonly root: Node | undefined;
  /** whether the state folder contains a name */
  readonly has: (name: string) => boolean;
  /** undefined if there is no readable file; `besides`: what else the parsed result depends on */
  readonly read: <T>(path: string, parse: (file: File) => T, besides?: unknown) => T | undefined;
}

/** What an agent's models.json declares, which OpenClaw keeps beside its store. */
export interface AgentModels {
  readonly agent: string;
  /** by provider id */
  readonly providers: ReadonlyMap<string, Node>;
}

/** The credential stores of all agents, older credential files, and the models that agents declare. */
export function readAgentFiles(home: Folders): {
  stores: Store[];
  leftovers: { file: File; agent: string }[];
  agentModels: AgentModels[];
} {
  const { files, stateDir, has, read } = home;
  const found: Store[] = [];
  const leftovers: { file: File; agent: string }[] = [];
  const agentModels: AgentModels[] = [];
  for (const [agent, folder] of agentFolders(home)) {
    const names = files.list(folder);
    const isUnnameable = names.length === 0 && folder.includes('\ufffd');
    if (isUnnameable || holds(names, 'auth-profiles.json'))
      add(storeIn(folder, agent, names.includes('auth-state.json')));
    if (names.includes('auth.json')) leftovers.push({ file: new File(join(folder, 'auth.json'), ''), agent });
    if (holds(names, AGENT_DATABASE)) add(databaseStore(files, join(folder, AGENT_DATABASE), 'agent', agent));
    if (!names.includes('models.json')) continue;
    const declared = read(join(folder, 'models.json'), (file) => nodeAt(parseJson5(file).root, ['providers']));
    if (declared?.kind === 'object')
      agentModels.push({
        agent,
        providers: new Map(declared.entries.map(({ key, value }) => [key.value.trim().toLowerCase(), value])),
      });
  }
  const credentials = join(stateDir, 'credentials');
  const others = has('credentials') ? files.list(credentials) : [];
  // no release looks at these
  for (const [folder, isThere] of [
    [stateDir, has('auth-profiles.json')],
    [credentials, others.includes('auth-profiles.json')],
  ] as const)
    if (isThere) add(read(join(folder, 'auth-profiles.json'), (file) => readStore(file, undefined)));
  if (has('state') && holds(files.list(join(stateDir, 'state')), STATE_DATABASE))
    add(databaseStore(files, join(stateDir, 'state', STATE_DATABASE), 'state'));
  if (others.includes('oauth.json'))
    leftovers.push({ file: new File(join(credentials, 'oauth.json'), ''), agent: 'main' });
  return { stores: found, leftovers, agentModels };

  function storeIn(folder: string, agent: string, hasState: boolean): Store | undefined {
    const store = read(join(folder, 'auth-profiles.json'), (file) => readStore(file, agent), agent);
    return (
      (store && hasState && read(join(folder, 'auth-state.json'), (file) => withState(store, file), store)) || store
    );
  }

  function add(store: Store | undefined): void {
    if (store) found.push(store);
  }
}

/** agent id → the folder of its store: `agents/<id>/agent`, or its `agentDir` in the config */
function agentFolders({ files, stateDir, live, root, has }: Folders): Map<string, string> {
  const folders = new Map<string, string>();
  for (const name of has('agents') ? files.list(join(stateDir, 'agents')) : [])
    if (name.endsWith('/')) folders.set(name.slice(0, -1), join(stateDir, 'agents', name.slice(0, -1), 'agent'));
  for (const [id, agent] of agentsIn(root)) {
    const dir = textOf(nodeAt(agent, ['agentDir']));
    if (!dir || dir.startsWith('~')) continue;
    const folder = join(stateDir, dir);
    const isOfOriginal = !live && folders.has(id) && isOwnFolder(dir, id) && files.list(folder).length === 0;
    if (!isOfOriginal) folders.set(id, folder);
  }
  return folders;
}

/** The folder an agent has anyway, written as another machine has it: what is in a copy of its home is meant. */
function isOwnFolder(dir: string, id: string): boolean {
  const path = dir.replaceAll('\\', '/');
  return isAbsolute(path) && path.replace(/\/$/, '').endsWith(`/agents/${id}/agent`);
}

function agentsIn(root: Node | undefined): (readonly [id: string, agent: Node])[] {
  const entries = nodeAt(root, ['agents', 'entries']);
  if (entries?.kind === 'object') return entries.entries.map(({ key, value }) => [key.value, value]);
  const list = nodeAt(root, ['agents', 'list']);
  return itemsOf(list).flatMap((item) => {
    const id = textOf(nodeAt(item, ['id']));
    return id === undefined ? [] : [[agentId(id), item] as const];
  });
}

/** Whether a folder listing contains a name, as a file or, by mistake, as a folder. */
export const holds = (names: readonly string[], name: string): boolean =>
  names.includes(name) || names.includes(`${name}/`);
