import { type Node, nodeAt, type Path } from '../../parse/tree.ts';
import type { Place } from '../../text/file.ts';
import { providerId } from '../providers.ts';
import type { Agent } from './agents.ts';
import { type Chain, chain, collect, isListed, resolveChain, subagentChain } from './chain.ts';
import { defaultModel, isUncertain } from './default-model.ts';
import { type JobModels, jobChain, jobSetting } from './job-chain.ts';
import { readSelection, type Selection } from './model-setting.ts';
import { named, splitProfile } from './ref.ts';
import { lookUp, lookUpAlias, type Names, type ResolvedRef } from './resolve.ts';

/** What a model may be configured for (facts 6.5). */
export type Slot =
  | 'model'
  | 'subagents'
  | 'cron'
  | 'heartbeat'
  | 'utility'
  | 'decision'
  | 'image'
  | 'pdf'
  | 'voice'
  | 'media.image'
  | 'media.video'
  | 'media.music'
  | 'compaction'
  | 'memoryFlush';

export interface SlotChain extends Omit<Chain, 'fallbacksFrom'> {
  /** the setting that counts; undefined if there is none */
  readonly at: Place | undefined;
  /**
   * `model`: nothing is configured, so the slot uses the agent's conversation model; `automatic`: OpenClaw picks at run
   * time, which files do not show; `off`: switched off by an empty text
   */
  readonly otherwise?: 'model' | 'automatic' | 'off';
  /** of a job: whether the model it names may be asked for */
  readonly allowed?: boolean;
}

/** How texts of a slot are read. */
type Reading = 'names' | 'image' | 'compaction' | 'flush' | 'literal';

interface SlotFacts {
  /** below the agent's entry and below `agents.defaults`; the agent's own wins */
  readonly path: Path;
  /** the setting used if this one is empty, or what it was called before 2026.8.1 */
  readonly else?: Path;
  readonly reading: Reading;
  readonly otherwise: 'model' | 'automatic';
  /** an empty text means off, and an agent's empty text stops inheritance */
  readonly emptyIsOff?: boolean;
}

// facts 6.5. `literal`: only provider/model, no aliases (voice, media, decisions)
const SLOTS: Readonly<Record<Exclude<Slot, 'model' | 'subagents' | 'cron'>, SlotFacts>> = {
  heartbeat: { path: ['heartbeat', 'model'], reading: 'names', otherwise: 'model' },
  utility: { path: ['utilityModel'], reading: 'names', otherwise: 'automatic', emptyIsOff: true },
  decision: { path: ['decisionModel'], reading: 'literal', otherwise: 'automatic', emptyIsOff: true },
  image: { path: ['imageModel'], reading: 'image', otherwise: 'automatic' },
  pdf: { path: ['pdfModel'], else: ['imageModel'], reading: 'image', otherwise: 'automatic' },
  voice: { path: ['voiceModel'], reading: 'literal', otherwise: 'automatic' },
  'media.image': {
    path: ['mediaModels', 'image'],
    else: ['imageGenerationModel'],
    reading: 'literal',
    otherwise: 'automatic',
  },
  'media.video': {
    path: ['mediaModels', 'video'],
    else: ['videoGenerationModel'],
    reading: 'literal',
    otherwise: 'automatic',
  },
  'media.music': {
    path: ['mediaModels', 'music'],
    else: ['musicGenerationModel'],
    reading: 'literal',
    otherwise: 'automatic',
  },
  compaction: { path: ['compaction', 'model'], reading: 'compaction', otherwise: 'model' },
  memoryFlush: { path: ['compaction', 'memoryFlush', 'model'], reading: 'flush', otherwise: 'model' },
};

export const SLOT_NAMES: readonly Slot[] = ['model', 'subagents', 'cron', ...(Object.keys(SLOTS) as Slot[])];

/** Whether a slot runs whole turns, which retry and rotate; nothing is known about retries of the others. */
export const isTurn = (slot: Slot | undefined): boolean =>
  slot === undefined || slot === 'model' || slot === 'subagents' || slot === 'cron' || slot === 'heartbeat';

/** The models of an agent's slot in the order they are tried, and the entries that are not; or those of a cron job. */
export function slotChain(names: Names, slot: Slot, agent?: Agent, job?: JobModels): SlotChain {
  if (slot === 'cron' || job) return { ...jobChain(names, agent, job), at: jobSetting(names, agent)?.at };
  if (slot === 'model') return { ...chain(names, agent), at: agent?.model?.at ?? defaults(names, ['model'])?.at };
  if (slot === 'subagents')
    return {
      ...subagentChain(names, agent),
      at: (selectionOf(nodeAt(agent?.node, ['subagents', 'model'])) ?? defaults(names, ['subagents', 'model']))?.at,
    };
  const facts = SLOTS[slot];
  const own = readSelection(nodeAt(agent?.node, facts.path));
  const candidates = [own, defaults(names, facts.path), facts.else && defaults(names, facts.else)];
  const setting = candidates.find((each) => each && (facts.emptyIsOff || says(each)));
  if (!setting) return otherwise(names, agent, facts.otherwise, undefined);
  if (!says(setting)) return { candidates: [], dropped: [], at: setting.at, otherwise: 'off' };
  if (slot === 'heartbeat' && setting.primary)
    return { ...chain(names, agent, { ...setting.primary, configured: true }), at: setting.at };
  if (facts.reading === 'flush') {
    const resolved = setting.primary && forFlush(names, agent, setting.primary.text);
    const wish = resolved && { ...setting.primary!, resolved, configured: true as const };
    if (wish) return { ...resolveChain(names, agent, wish, { own: [] }), at: setting.at };
  }
  const read = reader(names, agent, setting, facts.reading);
  const collected = collect(names, facts.reading === 'names');
  const primary = setting.primary;
  const resolved = primary && read(primary.text);
  if (primary && resolved)
    collected.add(resolved, 'primary', primary.text, primary.at, isUncertain(names, primary.text));
  else if (primary) collected.drop(primary, 'unparseable');
  for (const each of setting.fallbacks ?? [])
    if (facts.reading === 'image' && !isListed(names, each.text, undefined, names.defaultProvider))
      collected.drop(each, 'not-listed');
    else collected.fallback(each, read);
  // a text that cannot be read is passed over
  if (slot === 'utility' && !resolved) {
    const { candidates } = chain(names, agent);
    return { ...collected.result(), candidates: candidates.slice(0, 1), at: setting.at, otherwise: 'model' };
  }
  const result = collected.result();
  return result.candidates.length > 0
    ? { ...result, at: setting.at }
    : { ...otherwise(names, agent, facts.otherwise, setting.at), dropped: result.dropped };
}

function otherwise(
  names: Names,
  agent: Agent | undefined,
  what: 'model' | 'automatic',
  at: Place | undefined,
): SlotChain {
  if (what === 'automatic') return { candidates: [], dropped: [], at, otherwise: what };
  const { candidates, dropped } = chain(names, agent);
  return { candidates, dropped, at, otherwise: what };
}

const says = ({ primary, fallbacks }: Selection): boolean => primary !== undefined || (fallbacks?.length ?? 0) > 0;
const defaults = ({ root }: Names, path: Path): Selection | undefined =>
  readSelection(nodeAt(root, ['agents', 'defaults', ...path]));
const selectionOf = (node: Node | undefined): Selection | undefined => {
  const selection = readSelection(node);
  return selection && says(selection) ? selection : undefined;
};

/** How a slot reads texts; they differ mostly in bare names. */
function reader(
  names: Names,
  agent: Agent | undefined,
  setting: Selection,
  reading: Reading,
): (text: string) => ResolvedRef | undefined {
  const scope = agent?.scope;
  if (reading === 'literal')
    return (text) => {
      const found = pair(text);
      return found && { ...found, provider: providerId(found.provider) };
    };
  if (reading === 'names') return (text) => lookUp(names, text, scope, defaultModel(names, agent).provider);
  if (reading === 'compaction') return (text) => forCompaction(names, agent, text);
  const { imageProvider } = names.facts.naming;
  const first =
    imageProvider === 'first' && setting.primary
      ? lookUp(names, imageRow(names, setting.primary.text), undefined)
      : undefined;
  return (text) => lookUp(names, imageRow(names, text), undefined, first?.provider ?? names.defaultProvider);
}

/**
 * The model of summaries: a ref is taken literally, its provider too. A bare id belongs to the current provider; from
 * 2026.6.11 on to its row there, else to its only owner, else it is an alias (`resolveEmbeddedCompactionTarget`).
 */
function forCompaction(names: Names, agent: Agent | undefined, text: string): ResolvedRef | undefined {
  const whole = text.trim();
  if (whole.indexOf('/') > 0) return pair(whole);
  const current = defaultModel(names, agent).provider;
  const bare = (provider: string, via: ResolvedRef['via']) => ({ provider, model: whole, written: whole, via });
  if (!names.facts.naming.namesSummaries) return bare(current, 'primary-provider');
  const row = names.providers.get(current)?.models?.some(({ loaded }) => loaded.toLowerCase() === whole.toLowerCase());
  const owner = row ? current : names.owners.of(whole, undefined);
  if (owner !== undefined) return bare(owner, row ? 'primary-provider' : 'declared');
  const { model } = splitProfile(whole);
  return names.aliases.get(model) ? lookUp(names, model, undefined, current) : bare(current, 'primary-provider');
}

/** The two sides of a text's first slash, as they are; undefined if one is empty. */
function pair(text: string): ResolvedRef | undefined {
  const slash = text.indexOf('/');
  const [provider, model] = [text.slice(0, Math.max(slash, 0)).trim(), text.slice(slash + 1).trim()];
  return provider && model ? { provider, model, written: model, via: 'ref' } : undefined;
}

/**
 * The model of the memory flush: `provider/model`, else all of the text is a model of the agent's provider. Before
 * 2026.8.1 the chain then looks among the aliases; since, `provider/alias` counts, and a bare alias of that provider
 * or beside the agent's own (`resolveMemoryFlushModelFallbackOptions`).
 */
function forFlush(names: Names, agent: Agent | undefined, text: string): ResolvedRef | undefined {
  const { provider: current } = defaultModel(names, agent);
  const whole = text.trim();
  const asked = pair(text) ?? { provider: current, model: whole, written: whole, via: 'primary-provider' as const };
  const name = named(asked.provider, asked.model, names.facts);
  if (!name || names.facts.naming.chainProvider !== 'agent') return name && { ...asked, provider: name.provider };
  const plain = { ...name, via: asked.via };
  if (names.providers.get(plain.provider)?.models?.some(({ loaded }) => loaded === plain.model)) return plain;
  const [scoped, bare] = [`${asked.provider}/${asked.model}`, asked.model].map((each) =>
    lookUpAlias(names, each, agent?.scope, current),
  );
  return scoped ?? (bare && (bare.provider === plain.provider || plain.provider === current) ? bare : plain);
}

/**
 * Expands a bare id to a ref if exactly one row with that id, which may repeat its provider, accepts images; otherwise
 * returns the text (`resolveConfiguredImageModelRefs`).
 */
function imageRow({ providers, facts }: Names, text: string): string {
  const asked = text.trim().toLowerCase();
  if (!facts.naming.imageRows || !asked || asked.includes('/')) return text;
  const rows = providers.configured.flatMap(({ id: provider, at }) =>
    (at.get('models')?.items() ?? []).flatMap((row) => {
      const id = row.get('id')?.text()?.trim() ?? '';
      const repeats = id.toLowerCase().startsWith(`${provider}/`);
      const meant = [id, ...(repeats ? [id.slice(provider.length + 1)] : [])].some(
        (each) => each.toLowerCase() === asked,
      );
      const takesImages = row
        .get('input')
        ?.items()
        .some((each) => each.text() === 'image');
      return meant && takesImages ? [repeats ? id : `${provider}/${id}`] : [];
    }),
  );
  const found = new Set(rows);
  return found.size === 1 ? [...found][0]! : text;
}
