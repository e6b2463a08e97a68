import type { PluginText, SnapshotText } from '../home/snapshot.ts';
import type { Mask } from '../report/mask.ts';

type Whole = Omit<SnapshotText, '$schema' | 'format' | 'digest' | 'withheld'>;

/** A snapshot without the names that may be keys, as where somebody put one in the place of an id, counted by part. */
export function withheldFrom(
  whole: Whole,
  mask: Pick<Mask, 'allows'>,
): Omit<SnapshotText, '$schema' | 'format' | 'digest'> {
  const withheld = { variables: 0, profiles: 0, plugins: 0, models: 0 };
  const shownIn =
    (part: keyof typeof withheld) =>
    (name: string): boolean => {
      const may = mask.allows(name);
      if (!may) withheld[part]++;
      return may;
    };
  const [isProfileShown, isPluginShown, isModelShown] = [shownIn('profiles'), shownIn('plugins'), shownIn('models')];
  const kept = (names: readonly string[] | undefined) => names?.filter(isPluginShown);
  const { openclaw, unanswered, schema } = whole;
  const variables = whole.variables.filter(shownIn('variables'));
  const profiles = whole.profiles
    .filter(({ agentId }) => isProfileShown(agentId))
    .map(({ profiles: own, ...agent }) => ({
      ...agent,
      profiles: own.filter(({ id, provider }) => isProfileShown(id) && isProfileShown(provider)),
    }));
  const plugins = Object.fromEntries(
    Object.entries(whole.plugins)
      .filter(([id]) => isPluginShown(id))
      .map(([id, { enabled, channels, providers, searches }]): [string, PluginText] => [
        id,
        {
          enabled,
          ...(channels && { channels: kept(channels)! }),
          ...(providers && { providers: kept(providers)! }),
          ...(searches && { searches: kept(searches)! }),
        },
      ]),
  );
  const models = Object.fromEntries(
    Object.entries(whole.models)
      .filter(([provider]) => isModelShown(provider))
      .map(([provider, groups]) => [
        provider,
        Object.fromEntries(Object.entries(groups).map(([what, ids]) => [what, ids.filter(isModelShown)])),
      ]),
  );
  return { openclaw, unanswered, variables, profiles, plugins, models, schema, withheld };
}
