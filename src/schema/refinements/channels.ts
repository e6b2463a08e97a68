import { entriesOf, isValue, itemsOf, type Node, nodeAt, type ObjectNode, type Path } from '../../parse/tree.ts';
import { compare, isFrom, isUpTo } from '../../release/releases.ts';
import { type Complaint, type Refinement, saidIn } from './refinement.ts';
import { beside, FIRST, isFull, refused, together } from './together.ts';

const CHECKED_TO = '2026.4.2';
const CHECKED_AGAIN = '2026.5.2';

/** Channels; up to 2026.4.2, and in 2026.5.2, more was checked there than in others. Source: facts 8.8. */
export const ofChannels: readonly Refinement[] = [
  together('channels.twitch', '2026.5.2', function* (node, _, found) {
    const accounts = node.entry('accounts');
    const given = OF_ACCOUNT.flatMap((name) => node.entry(name) ?? []);
    if (accounts && given[0])
      yield beside(
        found,
        given[0],
        'what belongs to an account does not go with `accounts`',
        'put it into `accounts`',
        accounts,
      );
    if (!accounts && !node.open)
      for (const key of ['username', 'accessToken', 'channel'].filter((name) => !node.get(name)))
        yield { kind: 'missing-key', owner: node, key, at: found.key ?? node };
  }),
  ...(
    [
      ['{discord,telegram,slack,whatsapp,irc,msteams,signal,imessage,googlechat}', FIRST, CHECKED_TO],
      ['{slack,irc,signal,imessage}', CHECKED_AGAIN, CHECKED_AGAIN],
    ] as const
  ).map(([channels, since, until]) => ({
    ...together(`channels.${channels}`, since, function* (node, _, { path }) {
      yield* bothLists(node, path);
    }),
    until,
  })),
  ...(
    [
      ['{discord,slack,telegram,whatsapp,signal,imessage,irc,msteams}', '2026.1.30', CHECKED_TO],
      ['{slack,signal,imessage,irc}', CHECKED_AGAIN, CHECKED_AGAIN],
    ] as const
  ).map(([channels, since, until]) => ({
    ...together(`channels.${channels}`, since, function* (node, { release = '' }, { path: [, channel], path }) {
      const isHalf = compare(release, '2026.2.26') < 0 || (channel === 'irc' && since === CHECKED_AGAIN);
      const only = isHalf ? 'open' : undefined;
      const inDm = channel === 'discord' || channel === 'slack';
      yield* emptyList(node, path, { only, inDm, older: inDm ? nodeAt(node, ['dm', 'allowFrom']) : undefined });
    }),
    until,
  })),
  // releases that start on it
  ...(
    [
      ['2026.2.24', '2026.5.26', 'allowlist'],
      ['2026.5.27', undefined, undefined],
    ] as const
  ).map(
    ([since, until, only]): Refinement => ({
      ...together(
        `channels.{discord,slack,telegram,whatsapp,irc,msteams,signal,imessage${only ? '' : ',feishu'}}`,
        since,
        function* (node, { release }, { path }) {
          // refused by what stands above
          if (only && isFrom(release, '2026.2.26') && isUpTo(release, CHECKED_TO)) return;
          if (release === CHECKED_AGAIN && /^(?:slack|signal|imessage)$/.test(String(path[1]))) return;
          for (const each of emptyList(node, path, { older: nodeAt(node, ['dm', 'allowFrom']), isLooked: isOn, only }))
            yield { ...each, outcome: 'OpenClaw drops all direct messages' } as Complaint;
        },
      ),
      ...(until && { until }),
    }),
  ),
];

const isOn = (node: Node): boolean => {
  const enabled = nodeAt(node, ['enabled']);
  return enabled === undefined || isValue(enabled, true);
};

const OF_ACCOUNT =
  'username accessToken channel clientId clientSecret refreshToken expiresIn obtainmentTimestamp allowFrom allowedRoles requireMention'.split(
    ' ',
  );

/** Lists of tools anywhere in a channel; later releases look at their types only. */
function* bothLists(node: ObjectNode, path: Path): Iterable<Complaint> {
  for (const { key, value } of node.effective()) {
    if (value.kind !== 'object') continue;
    const also = value.entry('alsoAllow');
    const at = [...path, key.value];
    if (also && isFull(also.value) && isFull(value.get('allow')))
      yield refused(
        also.key,
        [...at, 'alsoAllow'],
        '`alsoAllow` does not go with `allow`',
        'put its tools into `allow`',
      );
    yield* bothLists(value, at);
  }
}

/** How a channel is looked at. */
interface Look {
  /** a list that counts where no other is */
  readonly older?: Node | undefined;
  readonly isLooked?: (node: Node) => boolean;
  /** the one policy that is looked at */
  readonly only?: string | undefined;
  /** whether `dm` has a policy and a list as well */
  readonly inDm?: boolean;
}

/** Whom a channel lets in. */
function* emptyList(
  channel: ObjectNode,
  path: Path,
  { older, isLooked = () => true, only, inDm }: Look = {},
): Iterable<Complaint> {
  if (!isLooked(channel)) return;
  const accounts = channel.get('accounts');
  const own: readonly [Node, Path][] = [
    [channel, path],
    ...entriesOf(accounts).map(({ key, value }): [Node, Path] => [value, [...path, 'accounts', key.value]]),
  ];
  for (const [node, at] of own) {
    if (!isLooked(node)) continue;
    const dm = inDm ? nodeAt(node, ['dm']) : undefined;
    const policy =
      (node.kind === 'object' ? node.entry('dmPolicy') : undefined) ??
      (dm?.kind === 'object' ? dm.entry('policy') : undefined);
    const list = nodeAt(node, ['allowFrom']) ?? nodeAt(dm, ['allowFrom']) ?? nodeAt(channel, ['allowFrom']) ?? older;
    if (!policy || (list && list.kind !== 'array') || (node.kind === 'object' && node.open)) continue;
    const items = itemsOf(list);
    const name = policy.key.value === 'policy' ? '`dm.policy`' : '`dmPolicy`';
    if (only !== undefined && saidIn(policy.value) !== only) continue;
    if (saidIn(policy.value) === 'open' && !items.some((each) => saidIn(each)?.trim() === '*'))
      yield refused(
        policy.key,
        [...at, 'allowFrom'],
        `${name} \`open\` needs \`*\` in \`allowFrom\``,
        'write `"allowFrom": ["*"]`',
      );
    if (saidIn(policy.value) === 'allowlist' && items.length === 0)
      yield refused(
        policy.key,
        [...at, 'allowFrom'],
        `${name} \`allowlist\` needs somebody in \`allowFrom\``,
        'name those you let in',
      );
  }
}
