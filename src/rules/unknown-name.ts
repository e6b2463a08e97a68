import { channelCalled, packageOfOthers } from '../catalog/catalog.ts';
import { renameKey, rewrite } from '../edit/edit.ts';
import { taking } from '../edit/offer.ts';
import { type Key, nodeAt } from '../parse/tree.ts';
import type { Routing } from '../routing/routing.ts';
import type { Problem } from '../schema/schema.ts';
import { suggest } from '../text/nearest.ts';
import { problemsOf } from './claims.ts';
import { advice, code, listed, meant, refusal, release, writing } from './phrases.ts';
import type { Edit, Finding, Rule } from './rule.ts';

type Remedy = Pick<Finding, 'help' | 'suggestions'>;
type UnknownName = Problem & { kind: 'unknown-name' };

export const unknownName: Rule = {
  id: 'unknown-name',
  severity: 'error',
  summary: 'the name of an agent, a channel, a search or a plugin that is not there',
  why: 'OpenClaw looks for it when it reads the file, and refuses the whole file when nothing carries the name. What a plugin brings is known only once it is installed.',
  facts: ['8.9'],
  refusesStart: true,
  doubtfulIfNewer: true,
  *check(routing) {
    const told = routing.home.project?.plugins.map(({ value }) => value) ?? [];
    for (const problem of problemsOf('unknown-name', routing, 'unknown-name')) {
      const { what, known, plugin } = problem;
      // clawlint's own config says what is installed, or the home has it; what else it brings is not known
      const plugins = new Set([...told, ...routing.home.plugins()]);
      if (plugins.has(name(problem).trim()) || (plugin && [...plugins].some((each) => idOf(each) === plugin))) continue;
      const elsewhere = plugin !== undefined && !routing.closedWorld && !routing.installed?.schema;
      const byPlugin = plugins.size > 0 && what !== 'agent' && what !== 'role';
      const unsure = !isOfGateway(problem) && (problem.unsure || elsewhere || byPlugin);
      yield problem.ignored ? leftAside(problem, routing) : refused({ ...problem, unsure }, routing, known);
    }
  },
};

function refused(problem: UnknownName, routing: Routing, known: readonly string[]): Finding {
  const { at, what, plugin, unsure } = problem;
  const [word, is] = [WORDS[what], release(routing.target)];
  return {
    at,
    message: plugin
      ? `the search ${code(name(problem))} comes with the plugin ${code(plugin)}; without it ${is} refuses to start`
      : unsure
        ? `the ${word} ${code(name(problem))} is not part of ${is}, which refuses to start unless it is installed`
        : `there is no ${word} ${code(name(problem))}; ${is} refuses to start with it`,
    ...(plugin ? { help: install(plugin) } : remedy(problem, known, routing)),
    ...(unsure ? { severity: 'warning', mayRefuseStart: true } : { severity: refusal(routing) }),
    perhapsNewer: what !== 'agent' && what !== 'role' && nearest(problem) === undefined,
  };
}

/** OpenClaw starts without it. Where it is not misspelt, somebody may have installed it. */
function leftAside(problem: UnknownName, routing: Routing): Finding {
  const { target } = routing;
  const { at, known, instead, what } = problem;
  const id = name(problem);
  if (what === 'agent')
    return {
      at,
      message: `there is no agent ${code(id)}; ${release(target)} gives what this binding is for to the default agent`,
      ...remedy(problem, known, routing),
      severity: 'warning',
    };
  const others = packageOfOthers(id.trim());
  const near = instead ?? (others ? undefined : nearest(problem));
  return {
    at,
    message: instead
      ? `${code(id)} is a command of the plugin ${code(instead)}, and no plugin; ${release(target)} ignores it`
      : `the ${what} ${code(id)} is not part of ${release(target)}, which ignores this unless it is installed`,
    ...(near === undefined
      ? {
          help: `if it is installed where OpenClaw runs, say so under ${code('plugins')} in ${code('clawlint.json')}; else ${others ? install(others) : 'take it away'}`,
        }
      : nearly(near, problem, routing)),
    // others may have made a plugin of that name
    severity: (near === undefined || packageOfOthers(near)) && !target.isInstalled ? 'info' : 'warning',
    perhapsNewer: near === undefined,
  };
}

/** Of the folder of a package: `brave-plugin`, `openclaw-brave-plugin-4f1c`. */
const idOf = (folder: string): string => folder.replace(/^openclaw-|-plugin(?:-.*)?$/g, '');

const install = (plugin: string): string => `install it: ${code(`openclaw plugins install ${plugin}`)}`;

const WORDS: Readonly<Record<UnknownName['what'], string>> = {
  agent: 'agent',
  channel: 'channel',
  target: 'channel or target',
  search: 'search provider',
  plugin: 'plugin',
  provider: 'provider',
  role: 'role',
};

const name = ({ at }: UnknownName): string => String(at.value);

/** The channel of the gateway itself, of which no plugin has the name, and no config the settings (facts 8.11). */
const isOfGateway = (problem: UnknownName): boolean => problem.what === 'channel' && name(problem) === 'webchat';

function remedy(problem: UnknownName, known: readonly string[], routing: Routing): Remedy {
  const { what } = problem;
  if (isOfGateway(problem))
    return advice(
      'remove it: the web chat is a part of the gateway',
      taking('remove `webchat`', routing.home.root, ['channels', 'webchat']),
    );
  const others = what === 'channel' && packageOfOthers(name(problem).trim());
  if (others) return { help: install(others) };
  const near = nearest(problem);
  if (near !== undefined) return nearly(near, problem, routing);
  return advice(
    what === 'channel'
      ? 'write the name of a channel that OpenClaw has, or install the plugin that brings this one'
      : what === 'plugin' && known.length > 6
        ? 'install it where OpenClaw runs, or take it away'
        : `${what === 'plugin' ? 'install it where OpenClaw runs, or ' : ''}write ${listed(known)}${what === 'agent' ? ', or add it to the agents' : ''}`,
    ...(known.length <= 6 ? known.map((each) => writing(each, renamed(problem, each))) : []),
  );
}

/** The name that was meant: the one that a channel or its plugin has, or one that is nearly the same. */
function nearest({ at, what, known }: UnknownName): string | undefined {
  const word = String(at.value).trim();
  const called = what === 'channel' || what === 'plugin' ? channelCalled(word) : undefined;
  return called && (what === 'channel' || isPluginToo(called)) ? called : suggest(word, known);
}

/** Some plugins of others have another name than their channel. */
const isPluginToo = (channel: string): boolean => !packageOfOthers(channel) || channel.startsWith('openclaw-');

/** A key is given no name that another one has. */
function nearly(near: string, problem: UnknownName, { home: { root } }: Routing): Remedy {
  const owner = isKey(problem) ? nodeAt(root, problem.path.slice(0, -1)) : undefined;
  const others = problem.known.includes(near) ? undefined : packageOfOthers(near);
  if (owner?.kind === 'object' && owner.entry(near))
    return { help: `put what it says into ${code(near)}, which is there as well, and take this one out` };
  return others
    ? advice(`write ${code(near)}, and ${install(others)}`, writing(near, renamed(problem, near)))
    : meant(near, [renamed(problem, near)]);
}

const renamed = (problem: UnknownName, to: string): Edit =>
  isKey(problem) ? renameKey(problem.at as Key, to) : rewrite(problem.at, to);

const isKey = ({ at }: UnknownName): boolean => !('kind' in at);
