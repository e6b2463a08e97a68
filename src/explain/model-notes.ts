import { knownProvider, providerVariables } from '../catalog/catalog.ts';
import { authProviderOf } from '../routing/credentials/context.ts';
import type { Credentials } from '../routing/credentials/credentials.ts';
import type { Candidate } from '../routing/models/chain.ts';
import type { Routing } from '../routing/routing.ts';
import { keyList } from './key-lists.ts';
import type { Note, Rung } from './ladder.ts';

type Unfinished = Omit<Rung, 'blocked' | 'notes'>;

/** Notes on one model, including why it cannot be used. */
export function ofCandidate(
  candidate: Candidate,
  credentials: Credentials,
  known: boolean,
  rung: Unfinished,
  routing: Routing,
): Pick<Rung, 'blocked' | 'notes'> {
  const notes: Note[] = [];
  const { provider, alias, droppedProfile, profile, uncertain } = candidate;
  if (alias?.at && alias.at !== candidate.at)
    notes.push({ text: `named by its alias \`${alias.name}\``, at: alias.at });
  if (droppedProfile) notes.push({ text: `\`@${droppedProfile}\` counts for nothing on a fallback` });
  if (profile && rung.attempts.length > 1 && rung.attempts[0]?.label === profile)
    notes.push({ text: `\`@${profile}\` goes first` });
  if (uncertain) notes.push({ text: 'a variable stands in the name, so OpenClaw may read another model' });
  const { order } = credentials;
  const auth = authProviderOf(provider, routing);
  if (known && order.profiles.length + order.skipped.length > 0) notes.push(...ofOrder(credentials, auth, rung));
  if (rung.skipped.some(({ reason }) => reason === 'key_list'))
    notes.push({
      text: `a list of keys is read for chats with Google AI Studio only${auth === 'openai' ? ' (OPENAI_API_KEYS for audio too)' : ''}; to use more keys of ${provider}, store each as a profile`,
    });
  const stranger =
    known &&
    rung.attempts.find(
      ({ kind, label }) =>
        kind === 'profile' &&
        label.includes(':') &&
        label.split(':')[0] !== provider &&
        label.split(':')[0] !== auth &&
        // one of `openai-codex` serves `openai` in some releases
        !(auth === 'openai' && routing.profiles.stored.get(label)?.[0]?.provider === 'openai-codex'),
    );
  if (stranger)
    notes.push({
      text: `\`${stranger.label}\` is a profile of ${provider}: its \`provider\` says so, its name means nothing`,
    });
  for (const { label, reason } of rung.skipped) {
    const other = reason === 'profile_missing' && routing.profiles.holders.get(label);
    if (other)
      notes.push({
        text: `\`${label}\` is stored for ${other.agent === undefined ? 'others' : `agent ${other.agent}`} only`,
        at: routing.profiles.stored.get(label)![0]!.at,
      });
  }
  const model = provider.split('-')[0]!;
  const twin = known && !knownProvider(provider) && model !== provider && providerVariables(model)[0];
  if (twin) notes.push({ text: `a provider of its own: profiles of ${model} and its variables are not used for it` });
  const list = rung.attempts.length > 0 && provider === 'google' && keyList(routing);
  if (list) notes.push(list);
  const former =
    knownProvider(provider)?.kind === 'legacy' && !routing.providers.get(provider)
      ? knownProvider(provider)!.canonical
      : undefined;
  if (former)
    notes.push({
      text: `\`${provider}\` is a former name of \`${former}\`; \`openclaw doctor --fix\` rewrites it, and then other credentials may be used, and billed`,
    });
  if (!known)
    return {
      blocked: {
        text: `nobody defines a provider \`${provider}\`, so this model fails each time (unless a plugin brings it)`,
      },
      notes,
    };
  return { ...(rung.attempts.length === 0 && { blocked: whyNone(credentials, provider, routing) }), notes };
}

function* ofOrder(
  { order, attempts }: Credentials,
  provider: string,
  { skipped, attempts: steps }: Unfinished,
): Iterable<Note> {
  if (skipped.some(({ reason }) => reason === 'config_key_first'))
    yield { text: 'the key that the config refers to is used alone; stored profiles and their order are not' };
  const profiles = attempts.filter(({ kind }) => kind === 'profile');
  if (order.source === 'config' && profiles.length > 0)
    yield {
      text: `${profiles.length > 1 ? 'always ' : ''}in the order of \`auth.order.${provider}\``,
      ...(order.at && { at: order.at }),
    };
  if (order.source === 'store')
    yield { text: 'in the order kept in the store, which goes before `auth.order`', ...(order.at && { at: order.at }) };
  if (order.source === 'repaired' && profiles.length > 0)
    yield {
      text: 'nothing that the list names is stored, so OpenClaw takes what is',
      ...(order.at && { at: order.at }),
    };
  if (!order.explicit && profiles.length > 1) {
    const types = new Set(profiles.map(({ type }) => type));
    const peers = profiles.length > types.size;
    yield {
      text: `no order is given: logins, then tokens, then keys${peers ? '; of one kind the one used longest ago, so they take turns from session to session' : ''}`,
    };
  }
  if (profiles.some(({ profile }) => profile?.restsUntil !== undefined))
    yield { text: `attempt ${steps.find(({ kind }) => kind === 'profile')?.n} rests just now` };
}

function whyNone({ blocked, planned, skipped, order }: Credentials, provider: string, routing: Routing): Note {
  const at = blocked?.at && { at: blocked.at };
  const perhaps = blocked?.certain === false ? ' as far as the files show' : '';
  const key = skipped.find(({ reason }) => reason === 'blocked_by_auth_order');
  switch (blocked?.reason) {
    case 'explicit_order':
      return {
        text: `\`auth.order.${provider}\` names no usable profile${perhaps}, and a list without one keeps everything else out${key ? `, \`${key.label}\` too` : ''}`,
        ...at,
      };
    case 'pinned_profile':
      return { text: `only \`@${blocked.profile}\` may be used, and it cannot be`, ...at };
    case 'bound_profile':
      return { text: `\`apiKey\` names the profile \`${blocked.profile}\`, and it cannot be used`, ...at };
    case 'cooldown':
      return { text: 'every usable profile rests after an error', ...at };
    case 'endpoint':
      return {
        text: `\`api\`, \`baseUrl\` and \`auth\` of \`models.providers.${provider}\` contradict each other: OpenClaw refuses to ask this model`,
        ...at,
      };
    case 'unusable_profiles': {
      const onlyKeys = planned?.every(({ kind }) => kind !== 'profile');
      return { text: `there are ${onlyKeys ? 'keys' : 'profiles'}, but none that can be sent${perhaps}`, ...at };
    }
    default:
      return {
        text: `no credential for ${provider}${perhaps}${lacking(order.skipped.length === 0, !skipped.some(({ kind }) => kind === 'config'), provider, routing)}`,
      };
  }
}

/** What was looked for and not found; missing variables are listed individually as skipped. */
function lacking(profiles: boolean, key: boolean, provider: string, routing: Routing): string {
  const own = key && routing.providers.get(provider) !== undefined;
  const none = [
    profiles && 'no profile',
    key && `no \`apiKey\` in \`models.providers.${routing.providers.get(provider)?.key.value ?? provider}\``,
  ].filter(Boolean);
  const unread = own && !knownProvider(provider) ? ', and no variable is read for it' : '';
  return none.length > 0 ? `: ${none.join(' and ')}${unread}` : '';
}
