import { renameKey, rewrite } from '../edit/edit.ts';
import type { Problem } from '../schema/schema.ts';
import { suggest } from '../text/nearest.ts';
import { problemsOf } from './claims.ts';
import { advice, code, listed, meant, refusal, release } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';

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
    const plugins = new Set(routing.home.project?.plugins.map(({ value }) => value));
    for (const problem of problemsOf('unknown-name', routing, 'unknown-name')) {
      const { at, what, known, plugin } = problem;
      // clawlint's own config says what is installed; what else it brings is not known
      if (plugins.has(name(problem).trim()) || (plugin && plugins.has(plugin))) continue;
      const unsure = problem.unsure || (plugins.size > 0 && what !== 'agent' && what !== 'role');
      const refuses = `${release(routing.target)} refuses to start on it`;
      yield {
        at,
        message: plugin
          ? `the search ${code(name(problem))} comes with the plugin ${code(plugin)}; without it ${release(routing.target)} refuses to start`
          : unsure
            ? `${release(routing.target)} brings no ${WORDS[what]} ${code(name(problem))}; unless a plugin brings it, it refuses to start`
            : `there is no ${WORDS[what]} ${code(name(problem))}; ${refuses}`,
        ...(plugin ? { help: `install it: ${code(`openclaw plugins install ${plugin}`)}` } : remedy(problem, known)),
        severity: unsure ? 'warning' : refusal(routing),
        perhapsNewer: what !== 'agent' && what !== 'role' && suggest(name(problem).trim(), known) === undefined,
      };
    }
  },
};

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

function remedy(problem: UnknownName, known: readonly string[]): Pick<Finding, 'help' | 'suggestions'> {
  const { at, what } = problem;
  const near = suggest(name(problem).trim(), known);
  if (near !== undefined) return meant(near, [isKey(problem) ? renameKey(at as never, near) : rewrite(at, near)]);
  return advice(
    what === 'channel'
      ? 'write the name of a channel that OpenClaw has, or install the plugin that brings this one'
      : `write ${listed(known)}${what === 'agent' ? ', or add it to the agents' : ''}`,
  );
}

/** Channels are keys, all others are values. */
const isKey = ({ what }: UnknownName): boolean => what === 'channel';
