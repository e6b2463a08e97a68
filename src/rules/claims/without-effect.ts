import { staticModels } from '../../catalog/catalog.ts';
import { renameKey } from '../../edit/edit.ts';
import { taking } from '../../edit/offer.ts';
import { itemsOf, type Node, nodeAt, type Path, textOf } from '../../parse/tree.ts';
import { isFrom, isUpTo, type Target } from '../../release/releases.ts';
import { isThisMachine } from '../../routing/local.ts';
import type { Routing } from '../../routing/routing.ts';
import { advice, code, release, writingAt } from '../phrases.ts';
import type { Finding } from '../rule.ts';

/** What nothing refuses and what does not work all the same (facts 5.3, 8.8). */
export function* withoutEffect(routing: Routing): Iterable<Finding> {
  yield* blindModels(routing);
  yield* otherPrograms(routing);
  yield* blockBesideCodex(routing);
  yield* memoryApart(routing);
  yield* ownHeartbeatModels(routing);
  yield* withinContainer(routing);
  yield* unknownSandboxes(routing);
  yield* addressesOfAgents(routing);
  yield* fallbacksOutOfReach(routing);
  yield* disabledServers(routing);
  yield* prefixedRows(routing);
}

/** A model for images that is declared as one for texts, or not declared by a block that stands for its provider. */
function* blindModels({ refs, providers }: Routing): Iterable<Finding> {
  for (const { path, at, resolved } of refs) {
    if (path[2] !== 'imageModel' || resolved?.via !== 'ref') continue;
    const block = providers.get(resolved.provider);
    const rows = block?.at.get('models')?.node;
    if (!block?.at.get('baseUrl') || rows?.kind !== 'array' || rows.items.length === 0) continue;
    const row = rows.items.find((each) => textOf(nodeAt(each, ['id']))?.trim() === resolved.model);
    const input = nodeAt(row, ['input']);
    const sees =
      input?.kind === 'array' ? input.items.some((each) => textOf(each) === 'image') : input !== undefined || !row;
    if (row ? sees : !isOwnName(resolved.model, resolved.provider, rows.items)) continue;
    const needs = code('"input": ["text", "image"]');
    yield {
      at,
      message: `${row ? `${code(block.key.value)} declares this model without images` : `${code(block.key.value)} declares no such model, so OpenClaw takes it for one that reads texts only`}; looking at a picture fails with ${code('Model does not support images')}`,
      help: row
        ? `add ${needs} to the model, or name one that sees`
        : `add it to ${code('models')} there, with ${needs}`,
      ...(row && { related: [{ at: input ?? row, message: 'declared here' }] }),
      severity: 'warning',
    };
  }
}

/** Whether an id is one of a server that has its own names for models: `zai_glm-5v` beside `zai_glm-5`. */
function isOwnName(model: string, provider: string, rows: readonly Node[]): boolean {
  const [start = ''] = /^[a-z]+[_:/]/i.exec(model) ?? [];
  const ids = rows.map((each) => textOf(nodeAt(each, ['id'])) ?? '');
  return start !== '' && ids.every((id) => id.startsWith(start)) && !staticModels(provider).includes(model);
}

/** The first release that was seen to ask for the id of a row just as it stands; with `"api": "ollama"` none does. */
const ROWS_FROM = '2026.7.1';

/** Behind another address may be a proxy that has such names. */
function* prefixedRows({ providers, target }: Routing): Iterable<Finding> {
  const { at: block } = providers.get('ollama') ?? {};
  if (!isFrom(target.release, ROWS_FROM) || !OLLAMA.test(`${block?.get('baseUrl')?.text()}/`)) return;
  for (const row of itemsOf(block!.get('models')?.node)) {
    const [id, api] = [nodeAt(row, ['id']), textOf(nodeAt(row, ['api'])) ?? block!.get('api')?.text()];
    const [, name] = /^ollama\/(.+)$/.exec(textOf(id)?.trim() ?? '') ?? [];
    if (!id || !name || api !== 'openai-completions') continue;
    yield {
      at: id,
      message: `${release(target)} asks Ollama for ${code(`ollama/${name}`)}, as it stands here, and Ollama’s own models have no ${code('ollama/')} in their names`,
      ...advice(`write ${code(name)}, and ${code(`ollama/${name}`)} where it is chosen`, writingAt(id, name)),
      severity: 'warning',
    };
  }
}

const OLLAMA = /^https?:\/\/(?:ollama\.com|[^/]+:11434)\//i;

/** The providers whose models Codex runs; `openai-codex` up to 2026.5.28. */
const OF_CODEX = new Set(['openai', 'codex', 'openai-codex']);

function* otherPrograms({ home: { root }, refs, target }: Routing): Iterable<Finding> {
  for (const { path, resolved, role } of refs) {
    if (role !== 'map' || !resolved || OF_CODEX.has(resolved.provider)) continue;
    const id = nodeAt(root, [...path, 'agentRuntime', 'id']);
    const word = wordAt(id, []);
    if (id && word === 'claude-cli' && resolved.provider === word && isNamedOnce(target))
      yield {
        at: id,
        message: `${release(target)} runs Claude Code by this for models of ${code('anthropic')} only; with the provider ${code('claude-cli')} every turn ends with ${code('Agent harness runtime "claude-cli" is unavailable')}`,
        ...advice(
          `remove ${code('agentRuntime')}: this provider runs Claude Code without it`,
          taking(`remove ${code('agentRuntime')}`, root, [...path, 'agentRuntime']),
        ),
        severity: 'warning',
      };
    if (id && word === 'codex')
      yield {
        at: id,
        message: `Codex runs models of OpenAI only; with ${code(`${resolved.provider}/${resolved.model}`)} every turn of ${release(target)} fails: ${code('Requested agent harness "codex" does not support …')}`,
        help: `remove ${code('agentRuntime')}, so that OpenClaw itself asks ${code(resolved.provider)}`,
        severity: 'warning',
      };
  }
}

const wordAt = (from: Node | undefined, path: Path): string | undefined =>
  textOf(nodeAt(from, path))?.trim().toLowerCase();

/** Turns of 2026.8.1, 2026.8.2 and 2026.9.6 end at it, those of 2026.5.28 and 2026.7.1 start Claude Code (facts 6.5). */
const isNamedOnce = ({ release }: Target): boolean => isFrom(release, '2026.8.1');

/** A block of one's own for OpenAI takes its models away from Codex; users of 2026.8.1 and 2026.9.5. */
function* blockBesideCodex({ home: { root }, refs, providers, profiles, target }: Routing): Iterable<Finding> {
  const block = providers.get('openai');
  if (!block || !isFrom(target.release, '2026.8.1')) return;
  const runs = wordAt(block.at.node, ['agentRuntime', 'id']);
  // that OpenClaw itself is to ask is what comes of it
  if (runs && runs !== 'codex') return;
  const isPinned =
    runs ??
    refs.some(
      ({ path, role, text }) =>
        role === 'map' && /^openai\//.test(text) && wordAt(root, [...path, 'agentRuntime', 'id']) === 'codex',
    );
  const login = [...profiles.declared.values()].some(({ provider, mode }) => provider === 'openai' && mode === 'oauth');
  if (isPinned || login)
    yield {
      at: block.key,
      message: `with a block of its own ${code('openai')} is not asked through Codex: ${release(target)} asks the API itself, or refuses a model that is to run in Codex`,
      help: 'remove the block if the login of ChatGPT, or Codex, is to answer',
      severity: isPinned ? 'warning' : 'info',
    };
}

/** Since 2026.5 a package of its own, which the gateway does not start without. */
function* memoryApart({ home: { root }, target }: Routing): Iterable<Finding> {
  const slot = nodeAt(root, ['plugins', 'slots', 'memory']);
  const plugins = nodeAt(root, ['plugins']);
  if (!slot || textOf(slot) !== 'memory-lancedb' || !isFrom(target.release, '2026.5.12')) return;
  if (nodeAt(plugins, ['installs', 'memory-lancedb']) || nodeAt(plugins, ['load', 'paths'])) return;
  yield {
    at: slot,
    message: `${code('memory-lancedb')} is a package of its own, and the gateway of ${release(target)} does not start while it is not installed`,
    help: `run ${code('openclaw plugins install @openclaw/memory-lancedb')} before, where OpenClaw runs`,
    severity: 'info',
  };
}

/** The last release that users saw to ask the model of the defaults; 2026.2.26 asks that of the agent. */
const SHARED_TO = '2026.2.3-1';

function* ownHeartbeatModels({ home: { root }, agents, target }: Routing): Iterable<Finding> {
  if (!isUpTo(target.release, SHARED_TO)) return;
  const shared = nodeAt(root, ['agents', 'defaults', 'heartbeat', 'model']);
  for (const { node } of agents) {
    const own = nodeAt(node, ['heartbeat', 'model']);
    if (own && textOf(own) !== (shared && textOf(shared)))
      yield {
        at: own,
        message: `${release(target)} does not read the model of an agent’s own heartbeat: it beats with ${shared ? 'that of the defaults' : 'the model of the agent'}`,
        help: `write it as ${code('agents.defaults.heartbeat.model')}, or update OpenClaw`,
        severity: 'warning',
      };
  }
}

/** Where the image of OpenClaw has its user. */
const OF_IMAGE = '/home/node/';

/** Addresses of this machine, where another container or the host is meant. */
function* withinContainer({ home, providers }: Routing): Iterable<Finding> {
  const { root } = home;
  const bind = nodeAt(root, ['gateway', 'bind']);
  const isShut = bind !== undefined && textOf(bind) === 'loopback';
  const near = providers.configured.filter(({ at }) => isThisMachine(at.get('baseUrl')?.text()));
  if (!isShut && near.length === 0) return;
  const compose = home.compose() ?? '';
  const isPod = home.config?.file.within !== undefined;
  const ofImage = textOf(nodeAt(root, ['agents', 'defaults', 'workspace']))?.startsWith(OF_IMAGE);
  // such a container has the network of another, or of the host
  if ((!compose && !ofImage && !isPod) || compose.includes('network_mode')) return;
  const severity = compose ? 'warning' : 'info';
  const where = compose ? 'OpenClaw runs in a container here' : 'if OpenClaw runs in a container';
  if (isShut && !/--bind|GATEWAY_BIND/.test(compose))
    yield {
      at: bind,
      message: `${where}: with ${code('loopback')} only what runs in the same ${isPod ? 'pod' : 'container'} reaches the gateway; a ${isPod ? 'Service or a probe' : 'published port'} never does`,
      help: `write ${code('"bind": "lan"')} and keep the sign-in, unless something beside it passes requests on`,
      severity,
    };
  if (!isPod)
    for (const { at } of near)
      yield {
        at: at.get('baseUrl')!.node,
        message: `${where}: there this address is the container itself, not the machine it runs on`,
        help: `write ${code('host.docker.internal')} for the machine, or the name of the other service`,
        severity,
      };
}

/** OpenClaw's own, and those of its plugins; any other word is taken, and each turn in the sandbox ends (facts 5.3). */
const SANDBOXES = ['docker', 'ssh', 'openshell', 'crabbox'];

function* unknownSandboxes({ home: { root }, agents, target }: Routing): Iterable<Finding> {
  const shared = nodeAt(root, ['agents', 'defaults', 'sandbox']);
  const mode = (of: Node | undefined) => textOf(nodeAt(of, ['mode']));
  for (const box of [shared, ...agents.map(({ node }) => nodeAt(node, ['sandbox']))]) {
    const backend = nodeAt(box, ['backend']);
    const name = backend && textOf(backend)?.trim().toLowerCase();
    if (
      !name ||
      name.includes('$') ||
      SANDBOXES.includes(name) ||
      ['off', undefined].includes(mode(box) ?? mode(shared))
    )
      continue;
    yield {
      at: backend,
      message: `${release(target)} brings no sandbox of this name: unless a plugin does, every turn in it ends with ${code('Sandbox backend … is not registered')}`,
      ...advice(`write ${code('docker')} or ${code('ssh')}`, writingAt(backend, 'docker'), writingAt(backend, 'ssh')),
      severity: 'warning',
    };
  }
}

/** From 2026.2.26 on, until 2026.3.7, an address in an agent's models.json goes before that of the config (facts 5.1). */
function* addressesOfAgents({ home, providers, target }: Routing): Iterable<Finding> {
  if (!isFrom(target.release, '2026.2.26') || isFrom(target.release, '2026.3.7')) return;
  if (textOf(nodeAt(home.root, ['models', 'mode'])) === 'replace') return;
  for (const { id, at } of providers.configured) {
    const url = at.get('baseUrl');
    const said = url?.text()?.trim();
    if (!url || !said || said.includes('${')) continue;
    const others = home.agentModels.flatMap(({ agent, providers }) => {
      const other = nodeAt(providers.get(id), ['baseUrl']);
      const text = (other && textOf(other)?.trim()) || said;
      return other && text !== said ? [{ at: other, message: `what ${code(agent)} asks` }] : [];
    });
    if (others.length > 0)
      yield {
        at: url.node,
        message: `${release(target)} does not ask this address: another one in an agent’s models.json goes before it`,
        help: 'write it there as well, remove the entry there (OpenClaw makes it anew), or update to 2026.3.7 or newer',
        related: others,
        severity: 'warning',
      };
  }
}

/** From the first release with servers to the last that takes the word (facts 8.8). */
const [DISABLED_FROM, REFUSED_FROM] = ['2026.3.22', '2026.8.1'];
/** What switches a server off; 2026.5.28 does not read it. */
const ENABLED_FROM = '2026.7.1';

/** Other programs switch a server off so. */
function* disabledServers({ home: { root }, target }: Routing): Iterable<Finding> {
  const servers = nodeAt(root, ['mcp', 'servers']);
  const is = target.release;
  if (!isFrom(is, DISABLED_FROM) || isFrom(is, REFUSED_FROM) || servers?.kind !== 'object') return;
  for (const { key, value } of servers.effective()) {
    const entry = value.kind === 'object' ? value.entry('disabled') : undefined;
    if (entry?.value.kind !== 'scalar' || entry.value.value !== true) continue;
    const off = `write ${code('"enabled": false')}`;
    const take = `take ${code(key.value)} out`;
    const isRead = isFrom(is, ENABLED_FROM);
    yield {
      at: entry.key,
      message: `${release(target)} does not read ${code('disabled')} here, and starts the server all the same`,
      ...(isRead
        ? advice(`${off} in its place`, {
            title: off,
            edits: nodeAt(value, ['enabled'])
              ? []
              : [renameKey(entry.key, 'enabled'), { at: entry.value, text: 'false' }],
          })
        : advice(
            `${take}, or update to ${ENABLED_FROM}, which reads ${code('"enabled": false')}`,
            taking(take, root, ['mcp', 'servers', key.value]),
          )),
      severity: 'warning',
    };
  }
}

/** Another model than the first is taken for one that somebody chose meanwhile (facts 7.1). */
function* fallbacksOutOfReach({ behaviour, refs, target }: Routing): Iterable<Finding> {
  const [first] = refs.filter(({ role, path }) => role === 'fallback' && path.at(-3) === 'model');
  if (behaviour.rotation.reachesFallbacks || !first) return;
  yield {
    at: first.at,
    message: `${release(target)} asks no fallback: when a model fails, the turn goes back to the first one and ends with ${code('LiveSessionModelSwitchError')}`,
    help: 'update OpenClaw: 2026.4.2 asks them',
    severity: 'warning',
  };
}
