import { check } from '../check.ts';
import { inputPieces, type Piece } from '../disk/input-lines.ts';
import { memory } from '../files.ts';
import { toJson } from '../report/json.ts';
import type { Arguments } from './arguments.ts';
import { write } from './output.ts';
import { RANK } from './severity.ts';
import { UsageError } from './values.ts';

/** A home in a line: its files, and what else is known of it. */
interface Line {
  readonly files: Readonly<Record<string, string>>;
  /** comes back with the findings */
  readonly id?: unknown;
  readonly config?: string;
  readonly release?: string;
}

/** Checks a home for each line of standard input, and prints a line for each. Returns the exit code. */
export function checkLines({ release, closedWorld, levels, rules, failOn, maxWarnings }: Arguments): number {
  let worst = -1;
  let warnings = 0;
  let isBad = false;
  for (const piece of inputPieces('\n')) {
    if ('text' in piece && piece.text.trim() === '') continue;
    const line = lineOf(piece);
    if ('error' in line) {
      isBad = true;
      write(`${JSON.stringify(line)}\n`);
      continue;
    }
    const asked = line.release ?? release;
    const result = check(memory(line.files), {
      closedWorld,
      levels,
      now: Date.now(),
      ...(rules && { rules }),
      ...(line.config !== undefined && { config: line.config }),
      ...(asked !== undefined && { release: asked }),
    });
    for (const { severity } of result.diagnostics) worst = Math.max(worst, RANK[severity]);
    const report = toJson([result]);
    warnings += report.summary.warning;
    write(`${JSON.stringify({ ...(line.id !== undefined && { id: line.id }), ...report })}\n`);
  }
  if (isBad) return 2;
  return worst >= RANK[failOn] || warnings > maxWarnings ? 1 : 0;
}

/** What is wrong is told in a line of its own, without what stands in the line, which may be a secret. */
function lineOf(piece: Piece): Line | { readonly id?: unknown; readonly error: string } {
  if ('tooLong' in piece) return { error: 'the line is longer than any home' };
  let value: Partial<Record<keyof Line, unknown>> | null;
  try {
    value = JSON.parse(piece.text);
  } catch {
    return { error: 'the line is no JSON' };
  }
  const { id, files, config, release } = value ?? {};
  const named = id !== undefined && { id };
  const areTexts =
    typeof files === 'object' && files !== null && Object.values(files).every((each) => typeof each === 'string');
  if (!areTexts) return { ...named, error: 'the line has no "files": an object of paths and texts' };
  for (const [name, each] of Object.entries({ config, release }))
    if (each !== undefined && typeof each !== 'string') return { ...named, error: `"${name}" is no text` };
  return value as Line;
}

/** Paths from standard input, as `find -print0` writes them. @throws UsageError */
export function pathsFromInput(): string[] {
  const paths: string[] = [];
  for (const piece of inputPieces('\0')) {
    if ('tooLong' in piece) throw new UsageError('--stdin0 reads paths, each followed by a zero byte');
    if (piece.text !== '') paths.push(piece.text);
  }
  return paths;
}
