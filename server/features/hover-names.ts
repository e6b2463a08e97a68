import { providerVariables } from '../../src/catalog/catalog.ts';
import { ladder } from '../../src/explain/build.ts';
import { explanation } from '../../src/explain/explanation.ts';
import { toText } from '../../src/explain/text.ts';
import { reasonOf } from '../../src/explain/words.ts';
import { nodeAt } from '../../src/parse/tree.ts';
import { printable } from '../../src/report/printable.ts';
import { credentialContext } from '../../src/routing/credentials/context.ts';
import { eligibility } from '../../src/routing/credentials/eligibility.ts';
import { agentNamed } from '../../src/routing/models/agents.ts';
import { defaultModel } from '../../src/routing/models/default-model.ts';
import type { NameUse } from '../../src/symbols.ts';
import { basename } from '../../src/text/path.ts';
import type { CheckedHome } from '../homes/home.ts';
import { where } from '../protocol/positions.ts';

/** How texts of a home are written in Markdown: what may not be shown is hidden before anything is escaped. */
const writing = ({ mask }: CheckedHome) => ({
  /** A text that means nothing to Markdown: no picture, no link, no code. */
  plain: (text: string): string =>
    printable(mask.text(text).replace(/\s+/g, ' '))
      .replace(/[\\`*[\]!|<>~&]|\b_\B|\B_\b/g, '\\$&')
      .replace(/\s+/g, ' '),
  /** The same as code, where nothing but a backtick means anything. */
  ticked: (text: string): string => `\`${printable(mask.text(text).replace(/[`\s]+/g, ' '))}\``,
});

/** What a name stands for in this home, as Markdown. Contains no secrets. */
export function* describeName(use: NameUse, home: CheckedHome): Iterable<string> {
  const { kind, name } = use;
  if (kind === 'provider') yield* provider(name, home);
  else if (kind === 'profile') yield* profile(name, home);
  else if (kind === 'model' || kind === 'alias') yield* model(use, home);
  else if (kind === 'variable') yield* variable(name, home);
  else if (kind === 'agent') yield agent(name, home);
  else yield secretProvider(name, home);
}

function agent(id: string, home: CheckedHome): string {
  const { plain, ticked } = writing(home);
  const { routing } = home.result;
  const found = agentNamed(routing.agents, id);
  if (!found) return `**${plain(id)}** agent: not defined here`;
  const { provider, model, uncertain } = defaultModel(routing.names, found);
  return `**${plain(id)}** agent${found.isDefault ? ', the default one' : ''}${uncertain ? '' : `, begins with ${ticked(`${provider}/${model}`)}`}`;
}

function secretProvider(name: string, home: CheckedHome): string {
  const { plain, ticked } = writing(home);
  const source = nodeAt(home.result.routing.home.root, ['secrets', 'providers', name, 'source']);
  if (source?.kind === 'scalar') return `**${plain(name)}** source of secrets, a ${ticked(String(source.value))}`;
  return `**${plain(name)}** source of secrets${name === 'default' ? ', which needs no definition' : ': not defined here'}`;
}

const ORIGIN = {
  configured: 'defined in `models.providers`',
  agent: 'declared by an agent’s own `models.json`',
  bundled: 'part of OpenClaw',
  external: 'brought by an official plugin',
  alias: 'another name',
  cli: 'runs a command line tool',
  legacy: 'a former name',
  installed: 'brought by an installed plugin, as the snapshot says',
};

function* provider(id: string, home: CheckedHome): Iterable<string> {
  const { plain, ticked } = writing(home);
  const { routing } = home.result;
  const origin = routing.providers.origin(id);
  yield `**${plain(id)}** provider${origin ? `, ${ORIGIN[origin]}` : ': neither part of OpenClaw nor defined here'}`;
  const rows = routing.providers.get(id)?.models?.length;
  const profiles = [...routing.profiles.declared.values()]
    .filter((each) => each.provider === id)
    .map((each) => ticked(each.id));
  const variables = providerVariables(id).map((each) => `\`${each}\``);
  const facts = [
    rows !== undefined && `${rows} model${rows === 1 ? '' : 's'}`,
    profiles.length > 0 && `profiles ${profiles.join(', ')}`,
    variables.length > 0 && `reads ${variables.slice(0, 4).join(', ')}`,
  ].filter(Boolean);
  if (facts.length > 0) yield facts.join(' · ');
}

function* profile(id: string, home: CheckedHome): Iterable<string> {
  const { plain, ticked } = writing(home);
  const { routing } = home.result;
  const declared = routing.profiles.declared.get(id);
  const stored = routing.profiles.stored.get(id) ?? [];
  const owner = stored[0]?.provider ?? declared?.provider;
  yield `**${plain(id)}** profile${owner ? ` of ${plain(owner)}` : ''}`;
  for (const each of stored)
    yield `stored as \`${each.type ?? 'an unknown type'}\` in ${where(each.at)}${each.expires && each.expires !== 'unusable' ? `, expires ${new Date(each.expires).toISOString().slice(0, 10)}` : ''}`;
  if (stored.length === 0) yield routing.profiles.complete ? 'not stored' : 'not found in a store that could be read';
  if (declared) yield `declared as ${ticked(declared.mode ?? '?')} in ${where(declared.key)}`;
  if (!owner) return;
  const verdict = eligibility(id, owner, credentialContext(routing));
  yield verdict.ok
    ? `tried${verdict.certain ? '' : ', if it is stored'}`
    : `never tried: ${plain(reasonOf({ label: id, ...verdict }))}`;
}

function* model({ kind, name, around }: NameUse, home: CheckedHome): Iterable<string> {
  const { result } = home;
  const { plain } = writing(home);
  const { routing } = result;
  const ref = [...routing.refs, ...routing.jobs].find(({ at }) => at === around);
  const agent = ref?.agent === undefined ? undefined : routing.agents.find(({ scope }) => scope === ref.agent)?.id;
  const found = ladder(routing, { model: kind === 'alias' ? name : (ref?.text ?? name), agent });
  if ('misnamed' in found) return void (yield `**${plain(name)}** ${plain(found.misnamed)}`);
  const [first] = found.candidates;
  const shown = { ...found, candidates: first ? [first] : [], dropped: [] };
  yield `**${kind === 'alias' ? `${plain(name)} → ` : ''}${plain(first?.model ?? name)}**`;
  const lines = toText(explanation(result, { ...shown, notes: [] }, undefined, basename))
    .trimEnd()
    .split('\n');
  yield `\`\`\`text\n${lines
    .slice(lines.findIndex((line) => line.startsWith('1. ')) + 1)
    .join('\n')
    .replaceAll('```', "'''")}\n\`\`\``;
}

function* variable(name: string, home: CheckedHome): Iterable<string> {
  const { plain } = writing(home);
  const { environment } = home.result.routing.home;
  const found = environment.lookup(name);
  if (found)
    yield `**${plain(name)}** is ${found.variable.empty ? 'empty' : 'set'} in ${found.variable.at ? where(found.variable.at) : found.layer.label}`;
  else
    yield `**${plain(name)}** is not set${environment.layers.some(({ source, variables }) => source === 'example' && variables.has(name)) ? ' here; an example file lists it' : ' in any file'}`;
  for (const layer of environment.layers)
    if (layer !== found?.layer && layer.source !== 'example' && layer.variables.has(name))
      yield `also in ${layer.label}, which counts for nothing`;
  for (const { layer, reason } of environment.ignored(name))
    yield `OpenClaw does not take it from ${layer.label} (${reason})`;
}
