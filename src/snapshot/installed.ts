import { pack } from '../../schema/pack.ts';
import { type Printed, placeOf } from '../../schema/printed.ts';
import type { PluginText, ProfileText, SnapshotText } from '../home/snapshot.ts';
import { parseRelease } from '../release/releases.ts';
import { named } from '../schema/named-places.ts';
import { put } from '../text/grouped.ts';
import { own } from '../text/own.ts';
import { isFields, textsIn } from '../text/record.ts';

/** What a program printed; `trouble` where it did not end by itself with 0. */
export interface Answer {
  readonly output: string;
  readonly errors: string;
  /** absent: it could not be started; late: it was stopped; failed: it ended otherwise; large: it printed too much */
  readonly trouble?: 'absent' | 'late' | 'failed' | 'large';
}

/** How to ask an OpenClaw. */
export interface Program {
  /** how messages name it */
  readonly command: string;
  /** how long each answer may take */
  readonly seconds: number;
  readonly ask: (args: readonly string[]) => Answer;
}

/** There is no OpenClaw, or it does not say what it has to. */
export class NoAnswer extends Error {}

/** Its answers. */
export interface Taken extends Omit<SnapshotText, '$schema' | 'format' | 'digest' | 'variables' | 'withheld'> {
  /** its default agent and the folder of that one's store: whether its home is the one that is checked. Not written */
  readonly custody: { readonly agentId: string; readonly folder: string } | undefined;
}

const PLUGINS = ['plugins', 'list', '--json'];
const MODELS = ['models', 'list', '--all', '--json'];
const PROFILES = ['models', 'auth', 'list', '--json'];
/** What every release with `config schema` says of its store; any provider does. */
const ORDER = ['models', 'auth', 'order', 'get', '--provider', 'openai', '--json'];

export const isOfProfiles = (unanswered: string): boolean => unanswered.startsWith(PROFILES.join(' '));

/** Why a question has no answer, in these words alone: what a program says may hold anything. */
const UNKNOWN = 'no such command in this release';

/**
 * What an installed OpenClaw says of itself: its release and schema, which it has to say, and plugins, models and stored
 * profiles, which it may not know how to. Of its answers only names, types and numbers are kept.
 * @throws NoAnswer where there is no OpenClaw, or it does not say what it has to
 */
export function askInstalled(program: Program): Taken {
  const release = releaseIn(program.ask(['--version']), program);
  const schema = schemaIn(program.ask(['config', 'schema']), release, program);
  const unanswered: string[] = [];
  const plugins = Object.fromEntries(sorted(pluginsIn(rowsOf(PLUGINS, 'plugins'))));
  const models = modelsIn(rowsOf(MODELS, 'models'));
  const stored = jsonIn(PROFILES);
  const place = stored ?? answerTo(ORDER).json;
  return {
    openclaw: release,
    plugins,
    models,
    profiles: profilesIn(stored ?? {}),
    custody: custodyIn(place ?? {}),
    schema: named(packed(schema, release)),
    unanswered,
  };

  /** Of what ended late the answer counts if it is whole: some releases print it, and then wait for the network. */
  function answerTo(args: readonly string[]): { readonly json?: Record<string, unknown>; readonly trouble: string } {
    const { output, errors, trouble } = program.ask(args);
    const json = trouble === undefined || trouble === 'late' ? jsonOf(output) : undefined;
    if (json && json.ok !== false) return { json, trouble: '' };
    if (trouble === 'failed' && isUnknown(errors)) return { trouble: UNKNOWN };
    return { trouble: TROUBLES[json ? 'failed' : (trouble ?? 'other')] };
  }

  function jsonIn(args: readonly string[]): Record<string, unknown> | undefined {
    const { json, trouble } = answerTo(args);
    if (!json) unanswered.push(`${args.join(' ')}: ${trouble}`);
    return json;
  }

  function rowsOf(args: readonly string[], key: string): Record<string, unknown>[] {
    const rows = own(jsonIn(args) ?? {}, key);
    return Array.isArray(rows) ? rows.filter(isFields) : [];
  }
}

const TROUBLES = {
  absent: 'it could not be started',
  late: 'no answer in time',
  failed: 'it failed',
  large: 'it printed too much',
  other: 'it printed something else',
};

/** As commander says it: 2026.4.15 of `models auth list --json`, whose `models auth` has other commands. */
const isUnknown = (errors: string): boolean =>
  /^error: (?:unknown (?:command|option)|too many arguments)/im.test(errors);

const custodyIn = ({ agentId, agentDir }: Record<string, unknown>): Taken['custody'] =>
  typeof agentId === 'string' && typeof agentDir === 'string'
    ? { agentId, folder: agentDir.replaceAll('\\', '/') }
    : undefined;

/** @throws NoAnswer where it uses what no release used so far */
function packed(schema: Printed, release: string): string {
  try {
    return pack(placeOf(schema, 1n), 1n, [release]);
  } catch (error) {
    throw new NoAnswer(
      `the schema of OpenClaw ${release} cannot be read: ${(error as Error).message.split('\n')[0]}; please report it`,
    );
  }
}

function releaseIn({ output, errors, trouble }: Answer, { command, seconds }: Program): string {
  if (trouble === 'absent')
    throw new NoAnswer(`there is no OpenClaw here: ${command} cannot be started; --openclaw COMMAND names it`);
  if (trouble === 'late') throw new NoAnswer(`${command} --version did not answer within ${seconds} seconds`);
  const found = /(?:^|[\s@v])(\d{4}\.\d{1,2}\.\d{1,3}(?:-[\w.]+)?)(?=[\s,)]|$)/.exec(output)?.[1];
  const release = found === undefined ? undefined : parseRelease(found)?.text;
  if (trouble !== undefined || release === undefined || output.length > 1000)
    throw new NoAnswer(
      trouble === 'failed'
        ? `${command} --version failed; is it an OpenClaw that works?${lastLine(errors)}`
        : `${command} is no OpenClaw: --version printed no release such as 2026.9.6`,
    );
  return release;
}

function schemaIn({ output, trouble }: Answer, release: string, { command, seconds }: Program): Printed {
  if (trouble === 'late')
    throw new NoAnswer(
      `OpenClaw ${release} did not print its schema within ${seconds} seconds; --time-limit SECONDS gives it more`,
    );
  const schema = trouble === undefined ? jsonOf(output) : undefined;
  if (trouble === 'failed')
    throw new NoAnswer(
      `OpenClaw ${release} does not print its schema: ${command} config schema failed. 2026.2.26 has no such command yet, 2026.3.28 has; run it by hand to see why`,
    );
  const properties = isFields(schema?.properties) ? schema.properties : {};
  if (schema === undefined || !('gateway' in properties && 'agents' in properties))
    throw new NoAnswer(`${command} config schema printed something other than the schema of a config of OpenClaw`);
  return schema as Printed;
}

const lastLine = (errors: string): string => {
  const line = errors.trim().split('\n').at(-1)?.trim();
  return line ? ` It said: ${line.slice(0, 200)}` : '';
};

const pluginsIn = (rows: readonly Record<string, unknown>[]): [string, PluginText][] =>
  rows.flatMap((row): [string, PluginText][] => {
    if (typeof row.id !== 'string') return [];
    const said = (key: string, ids: unknown) => (textsIn(ids).length > 0 ? { [key]: textsIn(ids).sort() } : {});
    return [
      [
        row.id,
        {
          enabled: row.enabled === true,
          ...said('channels', row.channelIds),
          ...said('providers', row.providerIds),
          ...said('searches', row.webSearchProviderIds),
        },
      ],
    ];
  });

function modelsIn(rows: readonly Record<string, unknown>[]): SnapshotText['models'] {
  const found = new Map<string, Map<string, string[]>>();
  for (const { key, contextWindow, input } of rows) {
    if (typeof key !== 'string' || key.indexOf('/') < 1) continue;
    const slash = key.indexOf('/');
    const [provider, id] = [key.slice(0, slash), key.slice(slash + 1)];
    const window = Number.isSafeInteger(contextWindow) ? String(contextWindow) : '?';
    const kind = typeof input === 'string' && /^[a-z]{1,12}(?:\+[a-z]{1,12})*$/.test(input) ? input : '?';
    const groups = found.get(provider) ?? new Map<string, string[]>();
    found.set(provider, groups);
    const what = `${window} ${kind}`;
    put(groups, what, id);
  }
  return Object.fromEntries(
    sorted([...found]).map(([provider, groups]) => [
      provider,
      Object.fromEntries(sorted([...groups]).map(([what, ids]) => [what, [...new Set(ids)].sort()])),
    ]),
  );
}

/** What the release lists for its default agent. */
function profilesIn(said: Record<string, unknown>): SnapshotText['profiles'] {
  if (!Array.isArray(said.profiles) || typeof said.agentId !== 'string') return [];
  const profiles = said.profiles.filter(isFields).flatMap(({ id, provider, type, expiresAt }): ProfileText[] => {
    if (typeof id !== 'string' || typeof provider !== 'string') return [];
    const expires = typeof expiresAt === 'string' ? Date.parse(expiresAt) : Number.NaN;
    return profileText(id, provider, type, Number.isFinite(expires) ? expires : undefined);
  });
  return [{ agentId: said.agentId, profiles: inOrder(profiles) }];
}

const TYPES = ['api_key', 'token', 'oauth'];

/** OAuth logins are renewed by themselves, every few hours: when they end says nothing. */
export const profileText = (id: string, provider: string, type: unknown, expires: unknown): ProfileText[] =>
  TYPES.includes(type as string)
    ? [
        {
          id,
          provider,
          type: type as string,
          ...(type === 'token' && typeof expires === 'number' && { expires }),
        },
      ]
    : [];

export const inOrder = (profiles: readonly ProfileText[]): ProfileText[] =>
  [...profiles].sort((a, b) => (a.id < b.id ? -1 : 1));

const sorted = <T>(all: [string, T][]): [string, T][] => all.sort(([a], [b]) => (a < b ? -1 : 1));

/** The JSON in an output, which other lines may go before. */
function jsonOf(output: string): Record<string, unknown> | undefined {
  for (let at = output.search(/^\{/m); at >= 0; ) {
    try {
      const value: unknown = JSON.parse(output.slice(at));
      return isFields(value) ? value : undefined;
    } catch {
      const next = output.slice(at + 1).search(/^\{/m);
      if (next < 0) return undefined;
      at += next + 1;
    }
  }
  return undefined;
}
