import type { Result } from '../check.ts';
import { writeReport } from '../disk/change.ts';
import { disk, slashes } from '../disk/disk.ts';
import { FORMATS } from '../report/formats/index.ts';
import { type JsonReport, toJson } from '../report/json.ts';
import { toPretty } from '../report/pretty.ts';
import { inert, jsonText } from '../report/printable.ts';
import { toStatistics } from '../report/statistics.ts';
import { once } from '../text/memo.ts';
import { join } from '../text/path.ts';
import type { Arguments, Output } from './arguments.ts';
import { colors, display, inRepository, print, workingFolder, write } from './output.ts';
import { UsageError } from './values.ts';
import type { Asked } from './watch.ts';

declare const VERSION: string;

/** What is written where; without a file it is printed. */
export function outputsOf({ outputs, outputFile }: Arguments): Output[] {
  const told = outputs.length > 0 ? outputs : [{ format: outputFile === undefined ? byEnvironment() : 'pretty' }];
  return told.map((each) => ({ ...(outputFile !== undefined && { file: outputFile }), ...each }));
}

/**
 * Prints the findings, or writes them to files, in each requested format.
 * @param looked where the check has looked
 */
export function report(results: Iterable<Result>, options: Arguments, looked: Asked): void {
  const { outputFile, statistics, color } = options;
  if (statistics) {
    const text = toStatistics(results);
    return outputFile === undefined ? void print(text) : save(outputFile, text, looked);
  }
  const wanted = outputsOf(options);
  const kept = wanted.length > 1 ? [...results] : results;
  for (const output of wanted) {
    if (output.format === 'ndjson' && output.file === undefined)
      for (const result of kept) write(line(toJson([result], display)));
    else deliver(written(kept, output, color), output, looked);
  }
}

/** @throws UsageError */
export function deliver(text: string, { format, file }: Output, looked: Asked): void {
  if (file !== undefined) save(file, text, looked);
  else format === 'github' ? write(text) : print(text);
}

/** A line of NDJSON. */
export const line = (report: JsonReport): string => `${inert(jsonText(report))}\n`;

function written(results: Iterable<Result>, { format, file }: Output, color: Arguments['color']): string {
  if (format === 'pretty')
    return toPretty(results, { color: file === undefined ? once(() => colors(color)) : () => false, display });
  if (format === 'ndjson') return [...results].map((result) => line(toJson([result], display))).join('');
  return inFormat(toJson(results, isForCi(format) ? inRepository() : display), format);
}

export const inFormat = (report: JsonReport, format: string): string => FORMATS.get(format)!(report, VERSION);

/** CI resolves paths against the repository. */
export const isForCi = (format: string): boolean => !['pretty', 'json', 'ndjson', 'concise', 'agent'].includes(format);

/** GitHub shows workflow commands as annotations; elsewhere people read the log. */
const byEnvironment = () => (process.env.GITHUB_ACTIONS === 'true' ? 'github' : 'pretty');

/** @throws UsageError */
function save(file: string, text: string, looked: Asked): void {
  const [place, ...others] = [join(workingFolder(), slashes(file)), ...looked.keys()].map(realPath);
  const isLooked = others.includes(place!);
  const reason = isLooked ? 'would take the place of a file of this home; name another' : writeReport(file, text);
  if (reason) throw new UsageError(`the report ${file} ${reason}`);
}

const realPath = (path: string): string => disk.inspect!(path)?.real ?? path;
