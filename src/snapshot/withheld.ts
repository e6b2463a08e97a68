import type { PluginText, SnapshotText } from '../home/snapshot.ts';
import type { Mask } from '../report/mask.ts';

type Whole = Omit<SnapshotText, '$schema' | 'format' | 'digest' | 'withheld'>;

/** A snapshot without the names that may be keys, as where somebody put one in the place of an id; it counts them. */
export function withheldFrom(
  whole: Whole,
  mask: Pick<Mask, 'allows'>,
): Omit<SnapshotText, '$schema' | 'format' | 'digest'> {
  let withheld = 0;
  const shown = (name: string): boolean => {
    const may = mask.allows(name);
    if (!may) withheld++;
    return may;
  };
  const kept = (names: readonly string[] | undefined) => names?.filter(shown);
  const entries = <T>(of: Readonly<Record<string, T>>) => Object.entries(of).filter(([name]) => shown(name));
  const { openclaw, unanswered, schema } = whole;
  const variables = whole.variables.filter(shown);
  const profiles = whole.profiles
    .filter(({ agentId }) => shown(agentId))
    .map(({ profiles: own, ...agent }) => ({
      ...agent,
      profiles: own.filter(({ id, provider }) => shown(id) && shown(provider)),
    }));
  const plugins = Object.fromEntries(
    entries(whole.plugins).map(([id, each]): [string, PluginText] => {
      const { enabled, channels, providers, searches } = each;
      return [
        id,
        {
          enabled,
          ...(channels && { channels: kept(channels)! }),
          ...(providers && { providers: kept(providers)! }),
          ...(searches && { searches: kept(searches)! }),
        },
      ];
    }),
  );
  const models = Object.fromEntries(
    entries(whole.models).map(([provider, groups]) => [
      provider,
      Object.fromEntries(Object.entries(groups).map(([what, ids]) => [what, ids.filter(shown)])),
    ]),
  );
  return { openclaw, unanswered, variables, profiles, plugins, models, schema, withheld };
}
