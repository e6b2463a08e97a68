import { compare } from '../release/number.ts';
import { put } from '../text/grouped.ts';

export interface RetiredModel {
  /** a short clause, such as "Google shut it down on 2025-09-29" */
  readonly reason: string;
  /** the ref that OpenClaw suggests instead, provider included */
  readonly replacedBy?: string;
  /**
   * Set if the model is gone only behind these hosts: then the config stays valid and requests fail. Otherwise the
   * release refuses the whole config (Behaviour.retiredModelsFatal).
   */
  readonly onlyHosts?: readonly string[];
  /** the first release whose package lists it */
  readonly since: string;
  /** the last release whose package lists it, unless the newest does */
  readonly until?: string;
}

// facts P6: the 37 rows that google, google-gemini-cli and google-vertex share:
// date of the shutdown (`-` without, `!` never a public id), replacement, ids
const GEMINI = `
- gemini-2.5-flash gemini-2.0-flash-exp gemini-2.0-flash-thinking-exp gemini-2.0-flash-thinking-exp-01-21 gemini-2.0-flash-thinking-exp-1219
- gemini-2.5-flash-image gemini-2.0-flash-exp-image-generation gemini-2.0-flash-preview-image-generation
- gemini-3.1-flash-live-preview gemini-2.5-flash-exp-native-audio-thinking-dialog gemini-2.5-flash-preview-native-audio-dialog gemini-live-2.5-flash-preview-native-audio
- gemini-3.1-pro-preview gemini-2.0-pro-exp gemini-2.0-pro-exp-02-05 gemini-2.5-pro-exp-03-25
! gemini-3.1-flash-live-preview gemini-live-2.5-flash
! gemini-3.1-pro-preview gemini-3.1-pro-preview-customtools
2025-07-15 gemini-2.5-flash gemini-2.5-flash-preview-04-17
2025-09-29 gemini-2.5-flash gemini-1.5-flash
2025-09-29 gemini-2.5-flash-lite gemini-1.5-flash-8b
2025-09-29 gemini-3.1-pro-preview gemini-1.5-pro
2025-11-18 gemini-2.5-flash gemini-2.5-flash-preview-05-20
2025-11-18 gemini-2.5-flash-lite gemini-2.5-flash-lite-preview-06-17
2025-12-02 gemini-3.1-pro-preview gemini-2.5-pro-preview-03-25 gemini-2.5-pro-preview-05-06 gemini-2.5-pro-preview-06-05
2025-12-09 gemini-2.5-flash-lite gemini-2.0-flash-lite-preview gemini-2.0-flash-lite-preview-02-05
2025-12-09 gemini-3.1-flash-live-preview gemini-2.0-flash-live-001 gemini-live-2.5-flash-preview
2026-01-15 gemini-2.5-flash-image gemini-2.5-flash-image-preview
2026-02-17 gemini-3-flash-preview gemini-2.5-flash-preview-09-25 gemini-2.5-flash-preview-09-2025
2026-03-09 gemini-3.1-pro-preview gemini-3-pro-preview
2026-03-31 gemini-3.1-flash-lite gemini-2.5-flash-lite-preview-09-25 gemini-2.5-flash-lite-preview-09-2025
2026-06-01 gemini-2.5-flash gemini-2.0-flash gemini-2.0-flash-001
2026-06-01 gemini-2.5-flash-lite gemini-2.0-flash-lite gemini-2.0-flash-lite-001`;

const MULTI_AGENT = '0309 latest beta-latest experimental-beta-0304 experimental-beta-latest beta-0309';

const FORMER_CODEX =
  'gpt-5.1 gpt-5.1-codex gpt-5.1-codex-max gpt-5.1-codex-mini gpt-5.2 gpt-5.2-codex gpt-5.2-pro gpt-5.3 ' +
  'gpt-5.3-chat-latest gpt-5.3-codex';

/** Only these makers have retired models; for others the table need not be built. */
const MAKERS = ['google', 'xai', 'openai', 'azure'];
let table: ReadonlyMap<string, readonly RetiredModel[]> | undefined;

/**
 * Looks up a model that OpenClaw lists as gone. Like its own check, this compares ids as written, ignoring case only:
 * aliases, repeated prefixes and `@profile` are not resolved first (facts P6).
 * @param release leaves out what only a newer one lists; without it the list of 2026.9.6 counts
 */
export function retiredModel(provider: string, model: string, release?: string): RetiredModel | undefined {
  const ref = `${provider.trim()}/${model.trim()}`.toLowerCase();
  if (!MAKERS.some((maker) => ref.startsWith(maker))) return undefined;
  return (table ??= gather())
    .get(ref)
    ?.find(({ since, until }) =>
      release === undefined
        ? until === undefined
        : compare(since, release) <= 0 && (until === undefined || compare(release, until) <= 0),
    );
}

function gather(): Map<string, RetiredModel[]> {
  const found = new Map<string, RetiredModel[]>();
  const add = (ref: string, model: RetiredModel) => put(found, ref, model);
  for (const line of GEMINI.trim().split('\n')) {
    const [date = '', replacement, ...models] = line.split(' ');
    for (const provider of ['google', 'google-gemini-cli', 'google-vertex'])
      for (const model of models) {
        // Vertex gives no date for the 1.5 models
        const day = provider === 'google-vertex' && date === '2025-09-29' ? '-' : date;
        // 2026.5.12 already lists the others; the four of June 2026 came with 2026.8.1 (facts H16)
        const since = date === '2026-06-01' ? '2026.8.1' : '2026.5.12';
        add(`${provider}/${model}`, { reason: shutDown(day), replacedBy: `${provider}/${replacement}`, since });
      }
  }
  const multiAgent = { reason: "OpenClaw cannot use xAI's multi-agent models", since: '2026.6.9' };
  for (const id of ['', ...MULTI_AGENT.split(' ')]) add(`xai/grok-4.20-multi-agent${id && `-${id}`}`, multiAgent);

  const account = 'ChatGPT accounts no longer have it';
  const chatgpt = { onlyHosts: ['chatgpt.com'], since: '2026.9.3' };
  add('openai/gpt-5.4', { reason: account, replacedBy: 'openai/gpt-5.6-terra', ...chatgpt });
  add('openai/gpt-5.4-mini', { reason: account, replacedBy: 'openai/gpt-5.6-luna', ...chatgpt });
  const spark = { reason: 'only a ChatGPT login can use it, no API key', since: '2026.4.29' };
  const unlisted = { reason: 'OpenAI no longer lists it', replacedBy: 'openai/gpt-5.5' };
  add('openai/gpt-5.3-codex-spark', { ...unlisted, since: '2026.4.29', until: '2026.5.18' });
  add('openai/gpt-5.3-codex-spark', { ...spark, since: '2026.5.19', until: '2026.5.28' });
  add('openai/gpt-5.3-codex-spark', { ...spark, since: '2026.6.1', onlyHosts: ['api.openai.com'] });
  add('azure-openai-responses/gpt-5.3-codex-spark', spark);
  const login = { reason: 'ChatGPT logins no longer have it', replacedBy: 'openai/gpt-5.5' };
  add('openai-codex/gpt-5.3-codex-spark', { ...login, since: '2026.4.29', until: '2026.5.18' });
  // 2026.5.18 has taken these back
  for (const id of FORMER_CODEX.split(' '))
    add(`openai-codex/${id}`, { ...login, since: '2026.5.12', until: '2026.5.12' });
  add('xai/auto', {
    reason: 'xAI has withdrawn this selector',
    replacedBy: 'xai/grok-4.7',
    onlyHosts: ['cli-chat-proxy.grok.com', 'api.x.ai'],
    since: '2026.9.5',
  });
  return found;
}

function shutDown(date: string): string {
  if (date === '!') return 'no public Gemini chat model has this id';
  return date === '-' ? 'Google shut it down' : `Google shut it down on ${date}`;
}
