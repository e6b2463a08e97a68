import { check } from '../src/check.ts';
import { ladder } from '../src/explain/build.ts';
import type { Ladder, Step } from '../src/explain/ladder.ts';
import { memory } from '../src/files.ts';
import type { Routing } from '../src/routing/routing.ts';

/** A home, and by agent what the functions of one release answered, called in process. */
export interface Home {
  readonly id: string;
  readonly release: string;
  readonly config: object;
  readonly stores: Readonly<Record<string, object>>;
  readonly env: Readonly<Record<string, string>>;
  readonly answers: Readonly<Record<string, Answer>>;
}
export interface Answer {
  readonly chain: readonly string[];
  /** by model: profiles, `env:NAME`, `config`, `local`, `aws`, as they are tried */
  readonly attempts: Readonly<Record<string, readonly string[]>>;
  readonly image?: readonly string[];
  readonly subagents?: string;
  /** what somebody gets who asks for it; `no`: it is refused */
  readonly asked: Readonly<Record<string, string>>;
  /** by provider: what is wrong with each stored profile, or `ok` */
  readonly profiles: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** by provider: its usable profiles in their order */
  readonly orders: Readonly<Record<string, readonly string[]>>;
}

/** When the program was asked; what expires or rests does so a day before or after. */
const NOW = Date.UTC(2026, 10, 29, 23, 30);

/** Why the real program holds a profile unusable; clawlint has more to say of those it could use. */
const REASONS = new Set([
  'profile_missing',
  'provider_mismatch',
  'mode_mismatch',
  'malformed_api_key',
  'missing_credential',
  'invalid_expires',
  'expired',
  'unresolved_ref',
  'setup_inactive',
]);
/** Why clawlint passes over a profile that is usable. */
const PASSED = new Set(['config_key_first', 'cooldown', 'incompatible', 'unavailable', 'retired']);

const labelOf = ({ kind, label }: Step): string =>
  kind === 'profile' ? label : kind === 'environment' ? `env:${label}` : kind === 'aws-sdk' ? 'aws' : kind;
const modelsOf = ({ candidates }: Ladder): string[] => candidates.map(({ model }) => model);

/** What clawlint says to the questions that the answers are to. */
export function answersOf({ config, stores, env, release, answers }: Omit<Home, 'id'>): Record<string, Answer> {
  const texts: Record<string, string> = { 'openclaw.json': JSON.stringify(config) };
  for (const [agent, store] of Object.entries(stores))
    texts[`agents/${agent}/agent/auth-profiles.json`] = JSON.stringify(store);
  const { routing } = check(memory(texts), {
    release,
    now: NOW,
    closedWorld: true,
    live: true,
    processEnvironment: env,
  });
  return Object.fromEntries(Object.entries(answers).map(([agent, asked]) => [agent, answerOf(routing, agent, asked)]));
}

function answerOf(routing: Routing, agent: string, answer: Answer): Answer {
  const found = ladder(routing, { agent }) as Ladder;
  const attempts = found.candidates.map(({ model, attempts, planned = attempts }) => [model, planned.map(labelOf)]);
  /** what is said of a model that no list has is about the provider alone */
  const ofProvider = (provider: string) => {
    const probe = ladder(routing, { agent, model: `${provider}/zz-probe` });
    return 'misnamed' in probe ? undefined : probe.candidates[0];
  };
  const mapped = (asked: object, say: (key: string) => unknown) =>
    Object.fromEntries(Object.keys(asked).map((key) => [key, say(key)]));
  return {
    chain: modelsOf(found),
    attempts: Object.fromEntries(attempts.filter(([model]) => Object.hasOwn(answer.attempts, model as string))),
    ...(answer.image && { image: modelsOf(ladder(routing, { agent, slot: 'image' }) as Ladder) }),
    ...(answer.subagents && { subagents: modelsOf(ladder(routing, { agent, slot: 'subagents' }) as Ladder)[0]! }),
    asked: mapped(answer.asked, (model) => whatIsAsked(ladder(routing, { agent, model }), answer.asked[model])),
    profiles: mapped(answer.profiles, (provider) => {
      const reasons = new Map(ofProvider(provider)?.skipped.map(({ label, reason }) => [label, reason]));
      return mapped(answer.profiles[provider]!, (id) => {
        const reason = reasons.get(id) ?? '';
        return REASONS.has(reason) ? reason : 'ok';
      });
    }),
    orders: mapped(answer.orders, (provider) => {
      const { attempts = [], skipped = [] } = ofProvider(provider) ?? {};
      const tried = attempts.filter(({ kind }) => kind === 'profile').map(labelOf);
      const passed = new Set(skipped.filter(({ reason }) => PASSED.has(reason ?? '')).map(({ label }) => label));
      const inOrder = answer.orders[provider]!.map((id) => (passed.has(id) ? id : tried.shift()));
      return [...inOrder, ...tried];
    }),
  } as Answer;
}

/** A word that nothing in the home names is no model to `route`, which says what OpenClaw would make of it. */
function whatIsAsked(asked: ReturnType<typeof ladder>, got: string | undefined): string | undefined {
  if ('misnamed' in asked) return got === 'no' ? got : /OpenClaw would ask for ([^;]+)/.exec(asked.misnamed)?.[1];
  return asked.notes.some(({ text }) => /refuses it when/.test(text)) ? 'no' : asked.candidates[0]?.model;
}
