import type { Node } from '../../parse/tree.ts';
import { memoize } from '../../text/memo.ts';
import { configShape } from '../config.ts';
import type { Problem, Shape } from '../schema.ts';
import { addresses } from './addresses.ts';
import { agentNames } from './agent-names.ts';
import { ofAgents } from './agents.ts';
import { ofBrowser } from './browser.ts';
import { channelNames } from './channel-names.ts';
import { ofChannels } from './channels.ts';
import { durationsAndSizes } from './durations-and-sizes.ts';
import { ofGateway } from './gateway.ts';
import { ofHooks, ofTalk } from './hooks-and-talk.ts';
import { orderedNumbers } from './ordered-numbers.ts';
import { paths } from './paths.ts';
import { ofPlugins } from './plugins.ts';
import { isAsked, lookouts, type Refinement, visitPlaces } from './refinement.ts';
import { searches } from './searches.ts';
import { secretProviders } from './secret-providers.ts';
import { ofServers } from './servers.ts';
import { ofTools } from './tools.ts';
import { words } from './words.ts';

/** What OpenClaw checks beyond its schema. One table; each row has its releases, its place and its words. */
export const REFINEMENTS: readonly Refinement[] = [
  ...durationsAndSizes,
  ...addresses,
  ...paths,
  ...words,
  ...orderedNumbers,
  ...ofTools,
  ...ofServers,
  ...ofBrowser,
  ...ofGateway,
  ...ofHooks,
  ...ofTalk,
  ...ofAgents,
  ...ofChannels,
  ...agentNames,
  ...channelNames,
  secretProviders,
  ...searches,
  ...ofPlugins,
];

/** Those of a release, and where they look. @param release empty while unknown */
const askedBy = memoize((release: string) => {
  const rows = REFINEMENTS.filter((each) => isAsked(each, release || undefined));
  return { rows, from: lookouts(rows) };
});

/** What a release refuses in a file that its schema lets pass. */
export function refine(
  root: Node,
  release: string | undefined,
  shape: Shape = configShape(release),
  plugins?: ReadonlyMap<string, unknown>,
): Problem[] {
  if (root.kind !== 'object') return [];
  const config = { root, release, shape, plugins, isInstalled: plugins !== undefined };
  const { rows, from } = askedBy(release ?? '');
  const problems = new Map<Refinement, Problem[]>();
  visitPlaces({ node: root, key: undefined, path: [] }, from, (row, found) => {
    for (const complaint of row.finds(found, config)) {
      const told = { path: found.path, schema: {}, ...complaint } as Problem;
      const before = problems.get(row);
      if (before) before.push(told);
      else problems.set(row, [told]);
    }
  });
  return problems.size === 0 ? [] : rows.flatMap((row) => problems.get(row) ?? []);
}
