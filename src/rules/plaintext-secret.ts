import { rewrite } from '../edit/edit.ts';
import { taking } from '../edit/offer.ts';
import { type Node, nodeAt, type Path, type ScalarNode } from '../parse/tree.ts';
import { isOwnNetwork } from '../routing/local.ts';
import { providerId } from '../routing/providers.ts';
import type { Routing } from '../routing/routing.ts';
import { intoDotenv } from './into-dotenv.ts';
import { code } from './phrases.ts';
import type { Edit, Rule } from './rule.ts';
import { isDiscordId, isLiteralSecret, isSecretHeader, isSecretVariable } from './secret-texts.ts';

export const plaintextSecret: Rule = {
  id: 'plaintext-secret',
  severity: 'warning',
  summary: 'a key stands in plain text in the config',
  why: 'It works, but the config is what people commit, back up, share and let agents read; a key in it travels along. OpenClaw puts `${NAME}` in from `.env` or the environment, and takes secret references in the same places.',
  facts: ['8.3', 'R3'],
  *check(routing) {
    const found = new Map<ScalarNode, Path>();
    for (const { node, path } of secretsOf(routing)) {
      if (
        typeof node.value !== 'string' ||
        found.has(node) ||
        PATHS.test(String(path.at(-1))) ||
        !isLiteralSecret(node.value, path[0] === 'models') ||
        routing.profiles.names.has(node.value.trim()) ||
        (path[1] === 'discord' && isDiscordId(node.value)) ||
        (path.includes('headers') && !isSecretHeader(String(path.at(-1)), node.value))
      )
        continue;
      found.set(node, path);
      const local = isLocal(path, routing);
      if (local && node.value.length < 16) continue;
      const isMinor = local || (path[0] === 'gateway' && routing.home.live);
      const variable = variableFor(path);
      yield {
        at: node,
        message: `${code(String(path.at(-1)))} holds ${kindOf(String(path.at(-1)))} in plain text; it goes wherever this file goes`,
        help:
          path[0] === 'env' || isRefused(node, routing)
            ? `move it to ${code('.env')}`
            : `put it into ${code('.env')} and write ${code(`\${${variable}}`)} here`,
        // a new gateway writes its own token there, and a live home's file stays on its machine
        ...(isMinor && { severity: 'info' as const }),
        ...(!isMinor &&
          !isRefused(node, routing) &&
          intoDotenv(
            routing.home,
            variable,
            node,
            path[0] === 'env' ? leaving(path, routing) : [rewrite(node, `\${${variable}}`)],
          )),
      };
    }
  },
};

/** Variables that hold the path of a file, and what is to refer to a secret. */
const PATHS = /^(?:GOOGLE_APPLICATION_CREDENTIALS|\$\w+)$/;

/** Keys whose values are secrets everywhere: `botToken`, `apiKey`, `GITHUB_TOKEN`; not `tokenFile`. */
const SECRET_NAME = /(?:api_?key|token|password|secret|credential)s?$/i;

/** Values in secret fields, and variables named like a provider's key. */
function* secretsOf({ secrets, home }: Routing): Iterable<{ node: ScalarNode; path: Path }> {
  for (const { node, path } of secrets)
    if (node.kind === 'scalar' && (path[0] === 'models' || SECRET_NAME.test(String(path.at(-1))))) yield { node, path };
  if (home.root?.kind === 'object')
    for (const { key, value } of home.root.effective())
      if (!/^(?:models|auth|env|secrets)$/.test(key.value)) yield* named(value, key.value);
  const vars = nodeAt(home.root, ['env', 'vars']);
  const flat = nodeAt(home.root, ['env']);
  for (const node of [vars, flat])
    if (node?.kind === 'object')
      for (const { key, value } of node.effective())
        if (value.kind === 'scalar' && isSecretVariable(key.value))
          yield { node: value, path: ['env', 'vars', key.value] };
}

/** Strings under keys named like secrets, at any depth. */
function named(root: Node, key: string): { node: ScalarNode; path: Path }[] {
  const found: { node: ScalarNode; path: Path }[] = [];
  const path: (string | number)[] = [key];
  visit(root, key);
  return found;

  function visit(node: Node, step: string | number): void {
    if (node.kind === 'scalar' && typeof step === 'string' && SECRET_NAME.test(step))
      found.push({ node, path: [...path] });
    if (node.kind === 'object') for (const { key, value } of node.effective()) below(value, key.value);
    if (node.kind === 'array') node.items.forEach(below);
  }

  function below(node: Node, step: string | number): void {
    path.push(step);
    visit(node, step);
    path.pop();
  }
}

/** The edits that take a variable out of the `env` block, unless the block has it twice. */
function leaving(path: Path, { home: { root } }: Routing): readonly Edit[] {
  const isTwice = [['env'], ['env', 'vars']].every((block) => nodeAt(root, [...block, path.at(-1)!]));
  return isTwice ? [] : taking('', root, path).edits;
}

/** Whether it stands in what OpenClaw refuses, so that no variable helps there. */
const isRefused = ({ file, offset }: ScalarNode, { problems }: Routing): boolean =>
  problems.some(
    (problem) =>
      problem.kind === 'unknown-key' &&
      problem.value.file === file &&
      offset >= problem.value.offset &&
      offset < problem.value.offset + problem.value.length,
  );

function isLocal(path: Path, { providers }: Routing): boolean {
  const url = path[0] === 'models' ? providers.get(String(path[2]))?.at.get('baseUrl')?.text() : undefined;
  return url !== undefined && isOwnNetwork(url);
}

function variableFor(path: Path): string {
  const last = String(path.at(-1));
  if (path[0] === 'env') return last;
  // the one that OpenClaw reads by itself
  if (path.join('.') === 'channels.discord.token') return 'DISCORD_BOT_TOKEN';
  if (path[0] === 'gateway' && path[1] === 'auth') return `OPENCLAW_GATEWAY_${capitals(last)}`;
  const owner = path
    .slice(1, -1)
    .map(String)
    .filter((step) => !CONTAINERS.has(step));
  const words =
    path[0] === 'models'
      ? [providerId(String(path[2]))]
      : path[0] === 'gateway' || owner.length === 0
        ? [String(path[0]), ...owner]
        : owner;
  return capitals([...words.slice(-2), last === 'apiKey' ? 'API_KEY' : last].join('_'));
}

/** Keys in a secret's path that do not describe its purpose. */
const CONTAINERS = new Set(['entries', 'accounts', 'config', 'auth', 'headers', 'default']);

/** `botToken` → `BOT_TOKEN` */
const capitals = (text: string): string =>
  text
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^(?=\d)/, '_')
    .toUpperCase();

const kindOf = (key: string): string =>
  /passw/i.test(key) ? 'a password' : /token/i.test(key) ? 'a token' : /secret/i.test(key) ? 'a secret' : 'a key';
