import { providerVariables } from '../catalog/catalog.ts';
import { putting, taking } from '../edit/offer.ts';
import { isUnread } from '../routing/credentials/agent-store.ts';
import { authProviderOf } from '../routing/credentials/context.ts';
import { variablesRead } from '../routing/credentials/variables.ts';
import { isTurn, type Slot, slotChain } from '../routing/models/slots.ts';
import type { Routing } from '../routing/routing.ts';
import { Turn } from '../routing/turns.ts';
import { type Place, placeKey } from '../text/file.ts';
import { grouped } from '../text/grouped.ts';
import { failingJobs } from './claims/asked-models.ts';
import { formerProvider } from './claims/former-provider.ts';
import { isAgentsAlone, isMissing, needsKeyHere, showsKeys } from './claims/missing-credentials.ts';
import { logIn } from './commands.ts';
import { jobOf } from './jobs.ts';
import { advice, code, release, writingAt } from './phrases.ts';
import { throughAnother } from './provider-help.ts';
import type { Finding, Rule } from './rule.ts';

export const missingProviderCredential: Rule = {
  id: 'missing-provider-credential',
  severity: 'warning',
  summary: 'a model of the chain belongs to a provider without any credential',
  why: 'OpenClaw asks the profiles of the provider, its variables and the `apiKey` of its block; where none is there, the model fails on every turn with `No API key found for provider …` and the next one is tried; models of cron jobs and hooks likewise. A login of another program, a keychain or a variable of the service may still give one, so this is an error only if the files, or an inventory, are all there is. Where the store cannot be seen, only a provider that stands out is named: the home keeps keys of others in `.env` or `env.vars`.',
  facts: ['3.5', '3.6', '6.5', 'H27'],
  *check(routing) {
    const standsOut = showsKeys(routing);
    const elsewhere = new Set(
      routing.profiles.stores
        .flatMap((store) => (isUnread(store, routing.behaviour.custody) ? [] : store.profiles))
        .flatMap(({ provider }) => (provider === undefined ? [] : authProviderOf(provider, routing))),
    );
    const fails = (turn: Turn) => isMissing(turn, routing, standsOut || isRowElsewhere(turn, routing));
    // profile-missing-for-agent reports a credential that another agent has
    const lacks = (turn: Turn) => fails(turn) && !elsewhere.has(authProviderOf(turn.candidate.provider, routing));
    const told = new Set<string>();
    const turns = [...routing.turns(), ...jobTurns(routing)];
    const byPlace = grouped(turns.some(lacks) ? turns : [], ({ candidate }) => placeKey(candidate.at!));
    const lacking = [...byPlace.values()]
      .filter((same) => same.every(lacks))
      .map((same) => same.find(({ candidate }) => candidate.origin === 'primary') ?? same[0]!);
    for (const { candidate } of lacking) told.add(candidate.provider);
    const found = lacking.map((turn) => finding(turn, routing));
    for (const [first, ...others] of grouped(found, ({ message }) => message).values())
      yield withOthers(first!, others);
    for (const { turn, next, ref, others } of failingJobs(routing, fails)) {
      if (told.has(turn.candidate.provider) || !lacks(turn)) continue;
      const then = next && `this ${ref.path[0] === 'hooks' ? 'hook' : 'job'} asks ${code(next)} in its place`;
      yield withOthers(
        finding(turn, routing, then ?? jobOf(ref.path)!.effect),
        others.map((at) => ({ at })),
      );
    }
  },
};

/** One finding for all places that ask a provider to the same end. */
function withOthers(finding: Finding, others: readonly { readonly at: Place }[]): Finding {
  if (others.length === 0) return finding;
  return {
    ...finding,
    message: `${finding.message}; ${others.length} more ask${others.length > 1 ? '' : 's'} this provider`,
    related: others.slice(0, 5).map(({ at }) => ({ at, message: 'asked here, too' })),
  };
}

const JOBS: readonly Slot[] = ['subagents', 'heartbeat', 'image', 'compaction'];

/** The models of jobs that an agent does beside its turns; an order keeps those from a variable that are turns. */
function jobTurns(routing: Routing): Turn[] {
  return routing.agents.flatMap((agent) =>
    JOBS.flatMap((slot) => {
      const { candidates, otherwise } = slotChain(routing.names, slot, agent);
      // without a setting of its own a job asks what turns ask
      if (otherwise) return [];
      return candidates
        .filter(({ at, uncertain }) => at && !uncertain)
        .map((each) => new Turn(agent, each, routing))
        .filter((turn) => isTurn(slot) || turn.credentials.blocked?.reason === 'missing');
    }),
  );
}

/** Of several the one that is called as the provider. */
const ownVariable = (provider: string, variables: readonly string[]): string =>
  variables.find((each) => each === `${provider.toUpperCase().replaceAll('-', '_')}_API_KEY`) ?? variables.at(-1)!;

/** A provider of one's own lists just this ref as the id of a model. */
const isRowElsewhere = ({ candidate: { provider, model, text } }: Turn, routing: Routing): boolean =>
  !routing.providers.get(provider) &&
  throughAnother(provider, model, routing, text)?.startsWith('openrouter/') === false;

/** A login of ChatGPT, where OpenAI goes by two names: one for keys and one for logins. */
const hasLogin = (provider: string, routing: Routing): boolean =>
  provider === 'openai' &&
  routing.target.release !== undefined &&
  !formerProvider('openai-codex', routing) &&
  [...routing.profiles.declared.values(), ...[...routing.profiles.stored.values()].flat()].some(
    (each) => each.provider === 'openai-codex',
  );

const EFFECT: Readonly<Record<string, string>> = {
  fallback: 'this fallback always fails',
  'configured-primary': 'the last model to be asked always fails',
};

function finding({ candidate, credentials: { blocked, order } }: Turn, routing: Routing, then?: string): Finding {
  const { closedWorld, providers } = routing;
  const { provider, model, origin, text } = candidate;
  const other =
    order.skipped.length === 0 ? throughAnother(provider, model.replace(`${provider}/`, ''), routing, text) : undefined;
  const variables = variablesRead(provider, routing.behaviour);
  const unread = providerVariables(provider).find(
    (name) => !variables.includes(name) && routing.home.environment.state(name) === 'set',
  );
  const ownOrder = order.source === 'config' ? routing.orders.find((each) => each.provider === provider) : undefined;
  const byOrder = blocked!.reason === 'explicit_order';
  const block = providers.get(provider);
  const lacking = [
    order.skipped.length > 0 ? 'no profile of its order is stored' : 'no profile',
    ...(byOrder ? ['and OpenClaw does not look for another credential'] : variables.map((name) => `no ${code(name)}`)),
    ...(block && !byOrder ? [`no ${code(`models.providers.${block.key.value}.apiKey`)}`] : []),
  ];
  const ref = routing.refs.find(({ at }) => at === candidate.at);
  const job = ref && jobOf(ref.path);
  const keyAt = block && code(`models.providers.${block.key.value}.apiKey`);
  const setting = (title: string, value: string) =>
    putting(title, routing.home.root, ['models', 'providers', block!.key.value, 'apiKey'], value);
  const effect = then ?? job?.effect ?? EFFECT[origin] ?? 'every turn begins with a failure';
  return {
    at: candidate.at!,
    message: `no credential for ${code(provider)}${blocked!.certain ? '' : ' in these files'}: ${lacking.join(', ')}; ${blocked!.certain ? '' : 'unless one is kept elsewhere, '}${effect}`,
    ...(other
      ? advice(`write ${code(other)} to reach it with the key that is here`, writingAt(candidate.at!, other))
      : byOrder
        ? advice(
            'store one of the profiles, or remove the order',
            taking('remove the order', routing.home.root, ['auth', 'order', ownOrder?.key.value ?? '']),
          )
        : keyAt && unread
          ? advice(
              `set ${keyAt} to ${code(`"\${${unread}}"`)}: ${release(routing.target)} does not read that variable by itself`,
              setting(`set ${keyAt} to ${code(`"\${${unread}}"`)}`, `\${${unread}}`),
            )
          : keyAt && needsKeyHere(provider, routing)
            ? advice(
                `set ${keyAt} to any text, such as ${code('not-needed')}: ${release(routing.target)} asks no server without a key, not even a local one`,
                setting(`set ${keyAt} to any text, such as ${code('not-needed')}`, 'not-needed'),
              )
            : {
                help: hasLogin(provider, routing)
                  ? `write ${code(`openai-codex/${model}`)} to ask with the login that is here: it is one of ${code('openai-codex')}; or set ${code('OPENAI_API_KEY')}`
                  : provider === 'openai-codex'
                    ? `log in with ${code(logIn(provider, routing.target.release))}; it takes a login of ChatGPT and no API key, which is for ${code(`openai/${model}`)}`
                    : variables.length > 0
                      ? `set ${code(ownVariable(provider, variables))}${provider === 'ollama' ? ` to any text, such as ${code('ollama-local')}` : ''}, or store a profile with \`openclaw models auth add\``
                      : isAgentsAlone(provider, routing)
                        ? `declare it in ${code(`models.providers.${provider}`)}: OpenClaw takes no key from an agent’s models.json`
                        : needsKeyHere(provider, routing)
                          ? `define it in ${code(`models.providers.${provider}`)} with ${code('baseUrl')}, ${code('models')} and any text as ${code('apiKey')}`
                          : `${unread ? `${release(routing.target)} does not read ${code(unread)} for it: ` : ''}store a profile with \`openclaw models auth add\``,
              }),
    severity: blocked!.certain && (closedWorld || byOrder) ? 'error' : 'warning',
  };
}
