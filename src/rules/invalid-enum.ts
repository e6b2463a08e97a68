import { rewrite } from '../edit/edit.ts';
import { NEWEST, releases } from '../release/releases.ts';
import { refuses } from '../schema/judge.ts';
import type { Scalar } from '../schema/schema.ts';
import type { Problem, Schema } from '../schema/walk.ts';
import { suggest } from '../text/nearest.ts';
import { own } from '../text/own.ts';
import { problemsOf } from './claims.ts';
import { advice, code, firstWithout, ifRead, listed, meant, refusal, release, writingAt } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';

/** Common words for what OpenClaw calls by another name (facts R1). */
const MEANT: Readonly<Record<string, string>> = {
  openai: 'openai-completions',
  'openai-chat': 'openai-completions',
  'openai-compatible': 'openai-completions',
  'chat-completions': 'openai-completions',
  anthropic: 'anthropic-messages',
  claude: 'anthropic-messages',
  gemini: 'google-generative-ai',
  google: 'google-generative-ai',
  bedrock: 'bedrock-converse-stream',
  'api-key': 'api_key',
  apikey: 'api_key',
  api_key: 'api-key',
  'setup-token': 'token',
  dm: 'direct',
};

/** Words that mean nearly the same, in one place or another: offered, and never written unasked, for they may open a door. */
const NEARLY: Readonly<Record<string, string>> = {
  all: 'open lan',
  anyone: 'open',
  everyone: 'open',
  public: 'open lan',
  any: 'lan',
  local: 'loopback',
  '0.0.0.0': 'lan',
  '127.0.0.1': 'loopback',
  localhost: 'loopback',
  verbose: 'debug',
  off: 'none',
  disabled: 'none',
};

export const invalidEnum: Rule = {
  id: 'invalid-enum',
  severity: 'error',
  summary: 'a word that is none of those OpenClaw takes in this place',
  why: 'OpenClaw refuses the whole file. The two spellings `api_key` (mode of a profile) and `api-key` (auth of a provider) are a trap, and the values of `api` differ from release to release.',
  facts: ['3.1', '5.1', 'R1'],
  refusesStart: true,
  doubtfulIfNewer: 'schema',
  *check(routing) {
    for (const problem of problemsOf('invalid-enum', routing, 'enum')) yield ifRead(problem, finding(problem));

    function finding({ at, allowed, since, until, path, schema }: Problem & { kind: 'enum' }): Finding {
      const words = allowed.filter((value) => typeof value === 'string');
      const all = inOrder(allowed);
      const written = String(at.value);
      const certain = certainly(written, words, schema.valueReplacedBy);
      // the word itself is right, and what looks like it is something else
      const near =
        certain ??
        (since ? undefined : (nearly(written, words) ?? suggest(written, words) ?? longerOrShorter(written, words)));
      // a place may come to take any text, and a word may go again
      const last = since && releases().findLast((each) => !refuses(path, each, at));
      const isGone = last !== undefined && last !== NEWEST;
      const why = since
        ? `exists only ${isGone ? `from OpenClaw ${since} to ${last}` : `since OpenClaw ${since}`}`
        : until
          ? `is gone since OpenClaw ${firstWithout(until, path, at)}`
          : 'is not a value OpenClaw knows here';
      const isAddress = words.includes('custom') && /^\d+(?:\.\d+){3}$/.test(written);
      return {
        at,
        message: `${code(written)} ${why}; ${release(routing.target)} refuses to start with it`,
        ...(isAddress && !near
          ? {
              help: `write ${code('"bind": "custom"')}, and the address as ${code('customBindHost')}; or ${code('tailnet')} for one of Tailscale`,
            }
          : near
            ? meant(
                near,
                certain ? [] : [rewrite(at, near)],
                all.length < 6 ? ` OpenClaw takes ${listed(all)} here` : '',
              )
            : advice(
                `${since && !isGone ? `update OpenClaw to ${since} or newer, or ` : ''}write ${listed(all)}`,
                ...(words.length === allowed.length && words.length <= 6
                  ? words.map((word) => writingAt(at, word))
                  : []),
              )),
        severity: until && !routing.target.release ? refusal(routing) : 'error',
        ...(certain && { fix: writingAt(at, certain) }),
        perhapsNewer: !near && !until,
      };
    }
  },
};

/** Each once, and numbers by their size, also where they may be written in quotes. */
function inOrder(allowed: readonly Scalar[]): string[] {
  const all = [...new Set(allowed.map(String))];
  return all.some((each) => !/^\d+$/.test(each)) ? all : all.sort((a, b) => Number(a) - Number(b));
}

/**
 * The word that was certainly meant: a successor, a well-known synonym, or one that differs only in case and
 * separators.
 */
function certainly(
  written: string,
  words: readonly string[],
  successors: Schema['valueReplacedBy'] = {},
): string | undefined {
  const meant = own(successors, written) ?? own(MEANT, written.toLowerCase());
  if (meant !== undefined && words.includes(meant)) return meant;
  const fold = (word: string) => word.toLowerCase().replace(/[-_ ]/g, '');
  const same = words.filter((word) => fold(word) === fold(written));
  return same.length === 1 ? same[0] : undefined;
}

/** `maximum` for `max`, `openai-comp` or `openai-chat-completions` for `openai-completions`, if only one word fits. */
function longerOrShorter(written: string, words: readonly string[]): string | undefined {
  if (written.length < 3) return undefined;
  const parts = new Set(written.toLowerCase().split(/[-_ ]/));
  const fit = words.filter((word) => word.length > 2 && (word.startsWith(written) || written.startsWith(word)));
  const within = words.filter((word) => word.includes('-') && word.split('-').every((part) => parts.has(part)));
  return fit.length === 1 ? fit[0] : within.length === 1 ? within[0] : sameBeginning(written, words);
}

/** `google-genai` for `google-generative-ai`: more than half of the word, and no other word shares as much. */
function sameBeginning(written: string, words: readonly string[]): string | undefined {
  const shared = (word: string) => {
    let length = 0;
    while (length < written.length && word[length] === written[length]) length++;
    return length;
  };
  const most = Math.max(0, ...words.map(shared));
  const fit = words.filter((word) => shared(word) === most);
  return fit.length === 1 && most > 5 && most * 2 > written.length ? fit[0] : undefined;
}

function nearly(written: string, words: readonly string[]): string | undefined {
  const near = own(NEARLY, written.toLowerCase())?.split(' ') ?? [];
  return near.find((word) => words.includes(word));
}
