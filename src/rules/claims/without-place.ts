import { nodeAt, type Path, textOf, writePath } from '../../parse/tree.ts';
import { compare, NEWEST } from '../../release/releases.ts';
import type { Routing } from '../../routing/routing.ts';
import { agentId } from '../../schema/agent-id.ts';
import { configShape } from '../../schema/config.ts';
import type { Problem, Schema } from '../../schema/schema.ts';
import { own } from '../../text/own.ts';
import { code } from '../phrases.ts';
import { CHOICE, homeOf, ofAnAgent, REF } from './key-homes.ts';

type UnknownKey = Problem & { kind: 'unknown-key' };

/** What to do about an unknown key whose meaning is clear, though no key of this release can stand for it (facts R2). */
export const inPlaceOf = (problem: UnknownKey, routing: Routing): string | undefined =>
  binding(problem, routing) ??
  oneAgent(problem, routing) ??
  sayOtherwise(problem) ??
  later(problem, routing) ??
  eachByItself(problem, routing);

const AGENT = /^(?:default_?)?agent(?:_?(?:id|name))?$/i;
const ACCOUNT = /^[a-z]*_?(?:account|bot|channel)s?_?(?:ids?|bindings?)$|^bindings?$/i;

/** The agent of a channel, or the account of an agent: only `bindings` bring them together. */
function binding({ key, path, value }: UnknownKey, routing: Routing): string | undefined {
  const [section, name, ...rest] = path;
  const isOfAgent = section === 'agents' && (name === 'list' || name === 'entries') && rest.length === 1;
  if (isOfAgent && ACCOUNT.test(key.value))
    return `remove it; which account an agent answers is said at the top level: ${code(
      bindingOf(String(rest[0]), '…', routing),
    )}`;
  if (section !== 'channels' || name === undefined || !AGENT.test(key.value)) return undefined;
  return `remove it; which agent answers is said at the top level: ${code(bindingOf(textOf(value), String(name), routing))}`;
}

/** Names no agent but those of this config: a text under a key that nobody knows may be anything. */
function bindingOf(text: string | undefined, channel: string, { agents }: Routing): string {
  const known = agents.find((agent) => agent.id === agentId(text));
  return `"bindings": [{ "agentId": "${known?.id ?? '…'}", "match": { "channel": "${channel}" } }]`;
}

/** `agents: { main: { … } }`: an agent among the sections of `agents`. */
function oneAgent({ key, path, value, schema }: UnknownKey, { target }: Routing): string | undefined {
  if (path.length !== 1 || path[0] !== 'agents') return undefined;
  if (value.kind === 'array' && value.items.length > 0 && value.items.every((item) => nodeAt(item, ['id'])))
    return `rename it to ${code('list')}`;
  if (value.kind !== 'object' || value.entries.length === 0) return undefined;
  const list = own(schema.properties, 'list');
  const entries = own(schema.properties, 'entries');
  const isMap = entries && (!target.release || !entries.since || compare(target.release, entries.since) >= 0);
  const agent = isMap ? entries.additionalProperties : list?.items;
  const isAgent = typeof agent === 'object' && value.entries.some(({ key: { value: word } }) => isKeyOf(agent, word));
  if (typeof agent === 'object' && value.entries.every((each) => each.value.kind === 'object') && !isAgent) {
    const ids = value.entries.map((each) => each.key.value);
    const areAgents = value.entries.some(
      (each) => each.value.kind === 'object' && each.value.entries.some((own) => isKeyOf(agent, own.key.value)),
    );
    if (areAgents)
      return isMap
        ? `rename it to ${code('entries')}, where each agent stands under its id`
        : `put each of them into the list of agents: ${code(`"list": [{ "id": "${ids[0]}", … }]`)}`;
  }
  if (!isAgent && key.value !== 'main') return undefined;
  return isMap
    ? `move it into ${code('agents.entries')}, where each agent stands under its id`
    : `put it into the list of agents: ${code(`"list": [{ "id": "${key.value}", … }]`)}`;
}

const isKeyOf = ({ properties = {} }: Schema, word: string): boolean => Object.hasOwn(properties, word);

const ROW = /^models\.providers[.[].*\.models\[/;
const MODEL = /^models\.providers[.[].*\.models\[|^agents\.(?:list|entries)/;
const OF_ALL = /^agents\.defaults\.models[.[]/;
const PROVIDER = /^models\.providers(?:\.[^.[]+|\[[^\]]+\])$/;

/** What OpenClaw says with other words: which keys, below which place, and how. */
const OTHERWISE: readonly (readonly [place: RegExp, names: RegExp, help: string])[] = [
  [
    ROW,
    /^(?:capabilities|modalities|multimodal|(?:supports_?)?(?:vision|images?))$/i,
    'a model that sees pictures has `"input": ["text", "image"]`',
  ],
  [
    OF_ALL,
    /^(?:contextWindow|max_?(?:output_?)?tokens|capabilities|input|cost|reasoning|name)$/i,
    'what a model can do stands in its row: `"models": [{ "id": …, "name": … }]` of `models.providers.<provider>`',
  ],
  [
    MODEL,
    /^(?:reasoning_?effort|thinking(?:_?level)?|effort)$/i,
    '`agents.defaults.thinkingDefault` says how hard models think',
  ],
  [
    ROW,
    /^(?:temperature|top_?[pk]|params|options|extra_?body)$/i,
    'what goes with each request stands in `agents.defaults.models`: `"provider/model": { "params": { … } }`',
  ],
  [CHOICE, /^(?:provider|name|model|(?:model_?)?id|model_?name)$/i, REF],
  [CHOICE, /^(?:base_?url|api(?:_?key)?)$/i, 'it is said in `models.providers.<provider>`'],
  [PROVIDER, /^(?:type|kind|format|sdk|npm)$/i, '`api` says how it is asked, such as `"api": "openai-completions"`'],
  [PROVIDER, /^(?:default_?)?model$/i, 'which model is asked is said in `agents.defaults.model`'],
  [PROVIDER, /^enabled$/i, 'a provider counts while its block is there'],
  [
    /^auth(?:\.profiles[.[].*)?$/,
    /^(?:default(?:_?profile)?s?|priority|weight|rank|fallback)$/i,
    'which profile is tried first is said in `auth.order`, as `"openai": ["openai:work", "openai:backup"]`',
  ],
  [
    /^auth\.profiles[.[]/,
    /^(?:api_?)?(?:key_?)?env(?:_?(?:var|key|name))?$/i,
    'the variable of a provider, such as `OPENAI_API_KEY`, is read without a profile',
  ],
  [
    /^channels\./,
    /^(?:mention_?(?:only|required)|only_?mentions?)$/i,
    '`requireMention` says whether it has to be named',
  ],
  [
    /^channels\.discord/,
    /^requireMention$/,
    'it is said for each server: `"guilds": { "SERVER_ID": { "requireMention": … } }`',
  ],
  [
    /^(?:channels|messages|agents)\b/,
    /^(?:requireMention|groupChat)$/,
    'it is said for the groups of a channel: `"groups": { "*": { "requireMention": … } }`',
  ],
  [/^cron$/, /^(?:jobs|tasks|schedules?)$/i, 'jobs are not part of the config: `openclaw cron add` makes one'],
  [/^channels\.signal/, /^phone(?:_?number)?$|^number$/i, '`account` has the number of Signal'],
  [
    /^channels\.bluebubbles/,
    /^(?:host(?:name)?|port|server|address|endpoint|(?:base|api)?_?url)$/i,
    '`serverUrl` has the address with the port, such as `"http://localhost:1234"`',
  ],
  [
    /^$/,
    /^routing$/,
    'its parts moved before 2026.1.29: agents to `agents`, `bindings` to the top level, queues and groups to `messages`',
  ],
  [/^$/, /^identity$/, 'the name and the emoji of an agent stand in its own entry: `"identity": { … }`'],
  [
    /^skills$/,
    /^(?:skills_?)?(?:dir|director|path|folder)(?:y|ies)?s?$/i,
    'folders of skills are listed in `load.extraDirs`',
  ],
  [
    /^gateway$/,
    /^(?:host(?:name)?|address|listen|interface)$/i,
    'write `"bind": "loopback"`, or `"lan"` for other machines',
  ],
  [/^(?:channels|agents)\b/, /^dm_?scope$/i, 'it stands at the top level: `"session": { "dmScope": … }`'],
  [
    /^$/,
    /^plugins?_?(?:settings|configs?|options)$/i,
    'the settings of a plugin stand in `plugins.entries.<plugin>.config`',
  ],
  [/^$/, /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)+$/, 'variables stand in `.env` or `env`'],
  [
    /\btools\.exec$/,
    /^(?:allow|white)_?list$|^allowed(?:_?commands)?$/i,
    '`openclaw approvals allowlist add` lists a command',
  ],
  [
    /\btools\.exec$/,
    /^(?:deny|block|black)_?(?:list|commands)?$/i,
    '`"security": "allowlist"` runs only what `openclaw approvals allowlist add` lists',
  ],
  [
    /\bsandbox$/,
    /^enabled?$/i,
    '`mode` says what runs in it: `"all"`, `"non-main"` for all but the main session, or `"off"`',
  ],
  [
    /\bsandbox$/,
    /^(?:image|network|binds?|volumes?|mounts?|memory|cpus?|docker_?image)$/i,
    'what Docker is told stands in `docker`: `"docker": { "image": … }`',
  ],
  [
    /^agents\.defaults$/,
    /^(?:create|write)_?bootstrap(?:_?files)?$/i,
    '`"skipBootstrap": true` leaves the files of the workspace alone',
  ],
  [
    /^channels\.discord\b/,
    /^(?:guild|server)_?ids?$/i,
    'servers stand under their ids: `"guilds": { "SERVER_ID": {} }`',
  ],
  [/^channels\.discord\b/, /^(?:bot_?token|api_?key)$/i, '`token` has the token of Discord'],
  [
    /^channels\./,
    /^(?:allow(?:ed)?|admin|owner)_?(?:chat|user|sender|number)?_?ids?$|^allowed_?(?:user|sender)s$/i,
    '`allowFrom` lists who may write to the bot',
  ],
];

function sayOtherwise({ key, path }: UnknownKey): string | undefined {
  const here = writePath(path);
  const said = OTHERWISE.find(([place, names]) => place.test(here) && names.test(key.value))?.[2];
  return said && `remove it; ${said}`;
}

/** A key that stands elsewhere, and only in newer releases. */
function later(problem: UnknownKey, { target }: Routing): string | undefined {
  if (!target.release || problem.path.length === 0) return undefined;
  const home = homeOf(problem, { ...target, release: NEWEST }) ?? ofAll(problem);
  const since = home && !home.includes('<') ? sinceOf(home.split('.')) : undefined;
  return since && compare(target.release, since) < 0
    ? `remove it; OpenClaw ${since} and newer have it at ${code(home!)}`
    : undefined;
}

function eachByItself({ key, path }: UnknownKey, { target }: Routing): string | undefined {
  const place = ofAnAgent(path, key.value, target.release);
  return place && `remove it, or write it in the agents that it is for (${code(place)})`;
}

/** A section that an agent cannot have of its own. */
const ofAll = ({ key, path, value }: UnknownKey): string | undefined =>
  path[0] === 'agents' && path.length === 3 && value.kind === 'object' && own(configShape(NEWEST).properties, key.value)
    ? key.value
    : undefined;

/** The release that brought a place, if it was not there from the first. */
function sinceOf(path: Path): string | undefined {
  let shape: Schema | undefined = configShape(undefined);
  let since: string | undefined;
  for (const step of path) {
    shape = own(shape?.properties, String(step));
    if (!shape) return undefined;
    if (shape.since && (!since || compare(shape.since, since) > 0)) since = shape.since;
  }
  return since;
}
