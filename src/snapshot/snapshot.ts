import { isProviderVariable } from '../catalog/catalog.ts';
import type { Result } from '../check.ts';
import { type SnapshotText, snapshotText } from '../home/snapshot.ts';
import { Mask } from '../report/mask.ts';
import { askInstalled, NoAnswer, type Program, type Taken } from './installed.ts';
import { storedIn } from './stored.ts';
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
    return { text, openclaw: taken.openclaw, unanswered: (JSON.parse(text) as SnapshotText).unanswered };
  } catch (error) {
    if (error instanceof NoAnswer) return { refusal: error.message };
    throw error;
  }
}

/** What is written about a home and the OpenClaw beside it. */
export function textFor(result: Result, taken: Taken): string {
  const { custody: _, ...said } = taken;
  const whole = { ...said, ...storedIn(taken, result.routing), variables: variablesOf(result) };
  return snapshotText(withheldFrom(whole, new Mask(result)));
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
