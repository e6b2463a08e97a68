import { isMarker, isProviderVariable } from '../catalog/catalog.ts';
import { lookalikes, secretShorthand, substitutions } from '../env/references.ts';
import { nodeAt, type Path, type ScalarNode } from '../parse/tree.ts';
import { isOwnNetwork } from '../routing/local.ts';
import { providerId } from '../routing/providers.ts';
import type { Routing } from '../routing/routing.ts';
import { code } from './phrases.ts';
import type { Rule } from './rule.ts';

/** Headers that carry no secret, and words that stand for "no key needed". */
const HARMLESS_HEADER =
  /^(?:accept|content-type|user-agent|http-referer|referer|x-title|anthropic-(?:version|beta)|openai-beta|x-app|origin|x-client.*|.*version)$/i;
const NO_KEY =
  /^(?:|none|null|dummy|test|empty|local|not-needed|no-key(?:-required)?|no-?auth|unused|n\/a|x+|sk-(?:local|dummy|no-key|none|test|xxx+)[\w-]*|lm-?studio|ollama|vllm|anything)$/i;
const PLACEHOLDER =
  /^<.*>$|^\{\{.*\}\}$|your[-_ ]|_here$|replace|change-?me|^__\w+__$|\.\.\.|\u2026|\*{3,}|redacted|example|placeholder/i;
/** Headers are mostly words; those of other names hold a key only if they look like one. */
const SECRET_HEADER = /key|token|secret|auth|cookie|passw|credential/i;
const isSecretHeader = (name: string, value: string): boolean =>
  SECRET_HEADER.test(name) ||
  (/^\S{20,}$/.test(value) && /\d/.test(value) && /[a-z]/i.test(value) && !/[:/]/.test(value));
export const plaintextSecret: Rule = {
  id: 'plaintext-secret',
  severity: 'warning',
  summary: 'a key stands in plain text in the config',
  why: 'It works, but the config is what people commit, back up, share and let agents read; a key in it travels along. OpenClaw puts `${NAME}` in from `.env` or the environment, and takes secret references in the same places.',
  *check(routing) {
    const found = new Map<ScalarNode, Path>();
    for (const { node, path } of secretsOf(routing)) {
      if (
        typeof node.value !== 'string' ||
        found.has(node) ||
        !isLiteral(node.value, routing) ||
        (path.includes('headers') && !isSecretHeader(String(path.at(-1)), node.value))
      )
        continue;
      found.set(node, path);
      const local = isLocal(path, routing);
      if (local && node.value.length < 16) continue;
      yield {
        at: node,
        message: `${code(String(path.at(-1)))} holds a key in plain text; it goes wherever this file goes`,
        help:
          path[0] === 'env'
            ? `move it to ${code('.env')}`
            : `put it into ${code('.env')} and write ${code(`\${${variableFor(path)}}`)} here`,
        ...(local && { severity: 'info' as const }),
      };
    }
  },
};

/** Values at places for secrets in the sections about models, and variables with the name of a provider's key. */
function* secretsOf({ secrets, home }: Routing): Iterable<{ node: ScalarNode; path: Path }> {
  for (const { node, path } of secrets)
    if (
      path[0] === 'models' &&
      node.kind === 'scalar' &&
      !(path.includes('headers') && HARMLESS_HEADER.test(String(path.at(-1))))
    )
      yield { node, path };
  const vars = nodeAt(home.root, ['env', 'vars']);
  const flat = nodeAt(home.root, ['env']);
  for (const node of [vars, flat])
    if (node?.kind === 'object')
      for (const { key, value } of node.effective())
        if (
          value.kind === 'scalar' &&
          (isProviderVariable(key.value) || /_(?:API_)?KEYS?$|_TOKEN$|_SECRET$|_PASSWORD$/.test(key.value))
        )
          yield { node: value, path: ['env', 'vars', key.value] };
}

function isLiteral(value: string, { profiles }: Routing): boolean {
  const text = value.trim();
  if (substitutions(text).length > 0 || secretShorthand(text) || lookalikes(text).length > 0) return false;
  if (NO_KEY.test(text) || PLACEHOLDER.test(text) || isMarker(text) || profiles.names.has(text)) return false;
  return !/^[A-Z][A-Z0-9_]{2,}$/.test(text); // the name of a variable, not its value
}

function isLocal(path: Path, { providers }: Routing): boolean {
  const url = path[0] === 'models' ? providers.get(String(path[2]))?.at.get('baseUrl')?.text() : undefined;
  return url !== undefined && isOwnNetwork(url);
}

function variableFor(path: Path): string {
  if (path[0] === 'env') return String(path.at(-1));
  const provider = providerId(String(path[2]))
    .replace(/[^a-z0-9]+/g, '_')
    .toUpperCase();
  return path.at(-1) === 'apiKey'
    ? `${provider}_API_KEY`
    : `${provider}_${String(path.at(-1))
        .replace(/[^A-Za-z0-9]+/g, '_')
        .toUpperCase()}`;
}
