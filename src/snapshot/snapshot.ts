import { isProviderVariable } from '../catalog/catalog.ts';
import type { Result } from '../check.ts';
import { type SnapshotText, snapshotText } from '../home/snapshot.ts';
import { Mask } from '../report/mask.ts';
import { agentId } from '../schema/agent-id.ts';
import { askInstalled, inOrder, NoAnswer, type Program, profileText, type Taken } from './installed.ts';
import { withheldFrom } from './withheld.ts';

/** In bytes: what a repository may be asked to keep. */
const LARGEST = 150_000;

/** A snapshot as it is kept in a `clawlint.snapshot.json`. */
export interface TakenSnapshot {
  readonly text: string;
  readonly openclaw: string;
  /** commands of OpenClaw that did not answer */
  readonly unanswered: readonly string[];
}

/** Asks an OpenClaw what it takes, for a home; `refusal`: why no snapshot can be made. */
export function takeSnapshot(result: Result, program: Program): TakenSnapshot | { readonly refusal: string } {
  try {
    const taken = askInstalled(program);
    const text = textFor(result, taken);
    if (text.length > LARGEST)
      return { refusal: `the snapshot would have ${text.length} bytes, more than the ${LARGEST} that are useful` };
    return { text, openclaw: taken.openclaw, unanswered: taken.unanswered };
  } catch (error) {
    if (error instanceof NoAnswer) return { refusal: error.message };
    throw error;
  }
}

/** What is written about a home and the OpenClaw beside it. */
export function textFor(result: Result, taken: Taken): string {
  const whole = { ...taken, profiles: withStores(taken, result), variables: variablesOf(result) };
  return snapshotText(withheldFrom(whole, new Mask(result)));
}

/** The program lists one agent; what the stores of the others hold, clawlint reads as it always does: without values. */
function withStores({ profiles }: Pick<SnapshotText, 'profiles'>, { routing }: Result): SnapshotText['profiles'] {
  const listed = new Set(profiles.map((each) => agentId(each.agentId)));
  const others = routing.profiles.stores
    .filter(({ agent, unchecked, shape }) => !listed.has(agentId(agent)) && !unchecked && shape !== 'inventory')
    .map(({ agent, profiles: own }) => ({
      agentId: agent ?? 'main',
      profiles: inOrder(
        own.flatMap(({ id, provider, type, expires, credential, dropped }) =>
          dropped || credential !== 'present' ? [] : profileText(id, provider!, type, expires),
        ),
      ),
    }));
  return [...profiles, ...others].sort((a, b) => (a.agentId < b.agentId ? -1 : 1));
}

/** Names of variables that are set here, and that the config refers to or a provider reads. */
function variablesOf({ routing: { home, references, symbols } }: Result): readonly string[] {
  const asked = new Set([
    ...references.map(({ name }) => name),
    ...symbols.filter(({ kind }) => kind === 'variable').map(({ text }) => text),
  ]);
  return home.environment
    .names()
    .filter((name) => asked.has(name) || isProviderVariable(name))
    .sort();
}
