import { renameKey, rewrite } from '../edit/edit.ts';
import { taking } from '../edit/offer.ts';
import { keyAt, nodeAt, textOf } from '../parse/tree.ts';
import { NEWEST } from '../release/releases.ts';
import type { ModelRef } from '../routing/models/config-refs.ts';
import type { Routing } from '../routing/routing.ts';
import { schemaAt } from '../schema/at.ts';
import { configShape } from '../schema/config.ts';
import { own } from '../text/own.ts';
import { asksToBeReplaced } from '../text/placeholder.ts';
import { suspected } from './claims/suspect-models.ts';
import { refsOf } from './claims.ts';
import { meansDefault } from './jobs.ts';
import { advice, code, INSTEAD_OF_PLACEHOLDER, listed, writing } from './phrases.ts';
import { rewriteRef } from './rewrite-ref.ts';
import type { Edit, Finding, Rule, Suggestion } from './rule.ts';
import { toldOnce } from './told-once.ts';

export const unprefixedModelRef: Rule = {
  id: 'unprefixed-model-ref',
  severity: 'warning',
  summary: 'a model is named without its provider',
  why: 'A bare name is first an alias; then, as a primary, the one configured provider that declares it, else the default provider (`anthropic` up to 2026.4.2, `openai` since). As a fallback it takes the provider of the primary, whoever declares it: the request goes to the wrong endpoint with the wrong key. OpenClaw only writes a line to its log.',
  facts: ['6.2', '6.3'],
  check: (routing) => toldOnce(refsOf('unprefixed-model-ref', routing).map((ref) => finding(ref, routing))),
};

/** The makers of models, by the start of the name. */
const MAKERS: readonly (readonly [RegExp, string])[] = [
  [/^claude-/i, 'anthropic'],
  [/^(?:gpt-\d|o\d)/i, 'openai'],
  [/^gemini-/i, 'google'],
  [/^grok-/i, 'xai'],
];

/** The model that an entry of a models map has as its alias. */
function aliasInPlaceOf({ path }: ModelRef, { home }: Routing): string | undefined {
  const alias = textOf(nodeAt(home.root, [...path, 'alias']))?.trim();
  return alias?.includes('/') ? alias : undefined;
}

/** The section that has a setting of this name, which somebody has put among the models. */
function sectionWith(name: string, { target }: Routing): string | undefined {
  const shape = configShape(target.release ?? NEWEST);
  return ['agents.defaults', 'models'].find((section) => own(schemaAt(section.split('.'), shape)?.properties, name));
}

function turnedRound({ path, text }: ModelRef, model: string, { home: { root } }: Routing): Edit[] {
  const [key, alias] = [keyAt(root, path), nodeAt(root, [...path, 'alias'])];
  const isTaken = nodeAt(root, [...path.slice(0, -1), model]) !== undefined;
  return key && alias && !isTaken ? [renameKey(key, model), rewrite(alias, text)] : [];
}

function finding(ref: ModelRef, routing: Routing): Finding {
  const { text, at, resolved, role } = ref;
  const { providers } = routing;
  const { provider, model, via } = resolved!;
  const meant = `${provider}/${model}`;
  const write = (whole: string): Suggestion => writing(whole, ...rewriteRef(ref, whole, routing));
  if (via === 'declared')
    return {
      at,
      severity: 'info',
      message: `${code(text)} names no provider; OpenClaw finds it in ${code(provider)} as long as no other provider declares it`,
      help: `write ${code(meant)}`,
      ...(write(meant).edits.length > 0 && { fix: write(meant) }),
    };
  if (asksToBeReplaced(text))
    return {
      at,
      message: `${code(text)} is a placeholder, and OpenClaw takes it for the model ${code(meant)}; requests to it fail`,
      help: INSTEAD_OF_PLACEHOLDER,
    };
  if (meansDefault(ref))
    return {
      at,
      message: `${code(text)} is no word for the model of the agent: OpenClaw takes it for the model ${code(meant)}`,
      help: `leave ${code('model')} out, and the job has the model of its agent`,
    };
  const section = role === 'map' ? sectionWith(text, routing) : undefined;
  if (section)
    return {
      at,
      message: `${code(text)} is a setting of ${code(section)}; among the models OpenClaw takes it for the model ${code(meant)}`,
      ...advice(
        `move it to ${code(`${section}.${text}`)}, or remove it here`,
        taking('remove it here', routing.home.root, ref.path),
      ),
    };
  const turned = role === 'map' ? aliasInPlaceOf(ref, routing) : undefined;
  if (turned)
    return {
      at,
      message: `the name and the model of this alias are swapped: OpenClaw takes ${code(text)} for the model ${code(meant)}, and ${code(turned)} for its short name`,
      ...advice(
        `write ${code(`"${turned}": { "alias": "${text}" }`)}`,
        writing(`"${turned}": { "alias": "${text}" }`, ...turnedRound(ref, turned, routing)),
      ),
    };
  const owners = providers.configured
    .filter(({ models }) => models?.some(({ id }) => id === model))
    .map(({ id }) => `${id}/${model}`);
  const maker = MAKERS.find(([names]) => names.test(model))?.[1];
  // `mistral:7b` is a tag of Ollama
  const [, before = '', after] = /^([^:]+):(?!latest|\d)(.+)$/i.exec(model) ?? [];
  const apart = providers.get(before) || providers.origin(before) !== undefined ? [`${before}/${after}`] : [];
  const near = maker === provider ? suspected(ref, routing) : undefined;
  const guesses = owners.length > 0 ? owners : maker ? [`${maker}/${near ?? model}`] : apart;
  const why =
    via === 'primary-provider'
      ? `${role === 'fallback' ? 'a fallback' : 'it'} takes the provider of the primary`
      : 'the default provider is taken';
  return {
    at,
    message: `${code(text)} names no provider; ${why}, so this means ${code(meant)}${role === 'map' ? ', and the settings apply to that model' : ''}`,
    ...(guesses.length > 0
      ? advice(`write ${listed(guesses)}`, ...guesses.map(write))
      : { help: `write ${code(`<provider>/${model}`)} with the provider you mean` }),
  };
}
