import { renameKey } from '../edit/edit.ts';
import { putting } from '../edit/offer.ts';
import { isRemark, remarkAdvice } from '../edit/remark.ts';
import { removal } from '../edit/removal.ts';
import { type Key, type Node, type ObjectNode, type Path, textOf } from '../parse/tree.ts';
import { isPerhapsIn, NEWEST } from '../release/releases.ts';
import type { Routing } from '../routing/routing.ts';
import { fitsAt } from '../schema/judge.ts';
import type { Schema } from '../schema/schema.ts';
import type { Problem } from '../schema/walk.ts';
import { isMistyped, suggest } from '../text/nearest.ts';
import { own } from '../text/own.ts';
import { credentialHome } from './claims/credential-keys.ts';
import { foreignKeys, isForeign } from './claims/foreign-config.ts';
import { formerPlace } from './claims/former-place.ts';
import { amongDefaults, fits, isHalfOfRef, ofAnAgent } from './claims/key-homes.ts';
import { keysOf, meantKey, sectionOf } from './claims/misspelt-keys.ts';
import { inPlaceOf } from './claims/without-place.ts';
import { problemsOf } from './claims.ts';
import { storeKey } from './commands.ts';
import { advice, code, ifRead, listed, meant, placeName, release } from './phrases.ts';
import type { Finding, Rule, Suggestion } from './rule.ts';

export const unknownKey: Rule = {
  id: 'unknown-key',
  severity: 'error',
  summary: 'a key that this release of OpenClaw does not have',
  why: 'OpenClaw refuses the whole file: the gateway does not start, and under systemd or launchd it restarts again and again. One key is enough, in any section.',
  facts: ['8.1', 'H27'],
  refusesStart: true,
  doubtfulIfNewer: 'schema',
  *check(routing) {
    for (const problem of problemsOf('unknown-key', routing, 'unknown-key', 'early-key'))
      if (problem.kind === 'early-key' && isPerhapsIn(routing.target.release, problem.since)) continue;
      else if (isForeign(routing)) yield foreign(routing);
      else yield ifRead(problem, problem.kind === 'early-key' ? early(problem, routing) : unknown(problem, routing));
  },
};

function unknown(problem: Problem & { kind: 'unknown-key' }, routing: Routing): Finding {
  const { key, value, owner, path, schema, of } = problem;
  const { target } = routing;
  const known = keysOf(schema, target.release);
  const near =
    isRemark(key.value) || isHalfOfRef(problem)
      ? undefined
      : (nearKey(
          key.value,
          known.filter((name) => {
            const there = own(schema.properties, name);
            return holds(value, there) && (path.length > 0 || isPartly(value, there));
          }),
          known,
        ) ?? (path.length === 0 ? sectionOf(value, schema) : undefined));
  const message = `${placeName(path)} has no key ${code(key.value)}; ${release(target)} refuses to start with it`;
  if (near === undefined && of) {
    const tag = code(`"${of.key}": ${JSON.stringify(of.word)}`);
    return {
      at: key,
      message,
      ...advice(
        `only ${tag} has it: write that, or remove the key`,
        putting(`write ${tag}`, routing.home.root, [...path, of.key], of.word),
        { ...withoutKey(key, owner), title: 'remove the key' },
      ),
    };
  }
  if (near === undefined) {
    if (SECOND_KEY.test(key.value) && OF_MODELS.test(String(path[0] ?? '')))
      return { at: key, message, help: twoKeys(path, target.release) };
    if (path[0] === 'agents' && path.length === 1 && DEFAULT_AGENT.test(key.value))
      return {
        at: key,
        message,
        ...advice('remove it, and write `"default": true` in the entry of that agent', withoutKey(key, owner)),
      };
    const credential = credentialHome(problem, routing);
    if (credential !== undefined)
      return { at: key, message, ...advice(`remove it; ${credential}`, withoutKey(key, owner)) };
    const otherwise = inPlaceOf(problem, routing);
    if (otherwise !== undefined)
      return {
        at: key,
        message,
        ...advice(otherwise, ...(otherwise.startsWith('remove it') ? [withoutKey(key, owner)] : [])),
      };
    const perhapsNewer = !isRemark(key.value);
    const [part, ...others] =
      textOf(value) === undefined ? [] : known.filter((name) => isLastOf(key.value, name) && !owner.entry(name));
    if (part && others.length === 0) return { at: key, message, perhapsNewer, ...meant(part, [renameKey(key, part)]) };
    const some = known.length > 0 && known.length <= 12 ? `; keys here are ${known.map(code).join(', ')}` : '';
    return {
      at: key,
      message,
      perhapsNewer,
      ...(perhapsNewer ? advice(`remove it${some}`, withoutKey(key, owner)) : remark(key, owner)),
    };
  }
  if (owner.entry(near))
    return {
      at: key,
      message,
      ...advice(
        `remove it; if you meant ${code(near)}, that is there already: change it there`,
        withoutKey(key, owner),
      ),
    };
  const edits = [renameKey(key, near)];
  const sure =
    near !== '$schema' &&
    fits(value, own(schema.properties, near)) &&
    suggest(key.value, known) === near &&
    isMistyped(key.value, near);
  return {
    at: key,
    message,
    ...meant(near, sure ? [] : edits),
    ...(sure && { fix: { title: `rename to ${code(near)}`, edits } }),
  };
}

function remark(key: Key, owner: ObjectNode): Pick<Finding, 'help' | 'fix' | 'suggestions'> {
  const entry = owner.entries.find((each) => each.key === key);
  return entry?.value.kind === 'scalar' ? remarkAdvice(entry) : advice('remove it', withoutKey(key, owner));
}

function withoutKey(key: Key, owner: ObjectNode): Suggestion {
  const entry = owner.entries.find((each) => each.key === key);
  const edits = entry && entry.value.file === key.file ? removal(owner, entry) : [];
  return { title: `remove ${code(key.value)}`, edits };
}

function foreign(routing: Routing): Finding {
  const keys = foreignKeys(routing);
  return {
    at: keys[0]!.key,
    message: `this looks like the config of another program: OpenClaw has none of the keys ${listed(
      keys.map(({ key }) => key.value),
      'and',
    )}; ${release(routing.target)} refuses to start with it`,
    help: 'check the config of OpenClaw itself, `openclaw.json`, or give its path',
  };
}

function early(
  { key, value, owner, since, path, schema }: Problem & { kind: 'early-key' },
  { target }: Routing,
): Finding {
  const former = formerPlace(path, value, target.release);
  // the list of agents went as a whole, and each entry of today has its keys
  const until = path[1] === 'list' ? undefined : schema.until;
  const agents = [...path, key.value].slice(0, 2).join('.') === 'agents.entries';
  const forAll = amongDefaults(path.slice(0, -1), key.value, target.release);
  const ofOne = ofAnAgent(path.slice(0, -1), key.value, target.release);
  // what newer releases refuse as well is no reason to update
  const isRead = !until && [since, NEWEST].some((to) => fitsAt(value, path, to));
  return {
    at: key,
    message: `${code(key.value)} ${until ? `exists only from OpenClaw ${since} to ${until}` : `exists since OpenClaw ${since}`}; ${release(target)} refuses to start with it`,
    ...(former
      ? { help: `move it to ${code(former)}, or update OpenClaw to ${since} or newer` }
      : agents
        ? {
            help: `write the agents as a list, ${code('"list": [{ "id": "…", … }]')}, or update OpenClaw to ${since} or newer`,
          }
        : advice(
            `remove it${forAll ? `, as ${code(forAll)} says it for all agents` : ''}${ofOne ? `, write it in the agents that it is for (${code(ofOne)})` : ''}${isRead ? `, or update OpenClaw to ${since} or newer` : ''}`,
            withoutKey(key, owner),
          )),
  };
}

/** A second key beside the first, a common expectation: `fallbackKey`, `apiKey2`, `apiKeys`. */
const SECOND_KEY = /^(?:fallback|backup|secondary|second|alt)_?(?:api)?_?keys?$|^api_?keys$|^api_?key_?\d$/i;

/** Where a key is one of a provider of models. */
const OF_MODELS = /^(?:agents|auth|env|models)?$/;

function twoKeys(path: Path, release: string | undefined): string {
  const provider =
    path[0] === 'models' && path[1] === 'providers' && path[2] !== undefined ? String(path[2]) : 'openai';
  const command = storeKey(` --provider ${provider} --profile-id ${provider}:backup`, release);
  const store = command.includes('paste')
    ? code(command)
    : `in ${code('auth-profiles.json')}: ${code(`"${provider}:backup": { "type": "api_key", "provider": "${provider}", "key": "…" }`)}`;
  return `store each key as a profile of its own (${store}), and say in which order they are tried: ${code(`"auth": { "order": { "${provider}": ["${provider}:default", "${provider}:backup"] } }`)}`;
}

const DEFAULT_AGENT = /^default_?(?:agent)?_?(?:id)?$/i;

/** Whether a place could be meant for a value: no object or list for what is a single value, and the reverse. */
function holds({ kind }: Node, { type }: Schema = {}): boolean {
  const types = [type ?? []].flat();
  if (types.length === 0) return true;
  if (kind === 'array') return types.includes('array') || types.includes('object');
  return kind === 'object' ? types.includes('object') : kind !== 'scalar' || types.some((each) => each !== 'object');
}

/** Of a section something is known in it. */
const isPartly = (value: Node, { properties = {}, additionalProperties }: Schema = {}): boolean =>
  value.kind !== 'object' ||
  value.entries.length === 0 ||
  additionalProperties !== false ||
  value.entries.some(({ key }) => Object.hasOwn(properties, key.value) || suggest(key.value, Object.keys(properties)));

/** Whether a key ends with the words of another: `braveApiKey` with `apiKey`. */
const isLastOf = (word: string, name: string): boolean =>
  name.length > 3 && word.endsWith(`${name[0]!.toUpperCase()}${name.slice(1)}`);

/** A key one typing error away, or the only one that starts with the word: `thinking` for `thinkingDefault`. */
function nearKey(word: string, known: readonly string[], all: readonly string[]): string | undefined {
  const longer = word.length < 5 ? [] : known.filter((name) => name.startsWith(word));
  return meantKey(word, known, all) ?? (longer.length === 1 ? longer[0] : undefined);
}
