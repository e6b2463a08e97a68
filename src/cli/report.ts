import type { Result } from '../check.ts';
import { writeReport } from '../disk/change.ts';
import { disk, slashes } from '../disk/disk.ts';
import { FORMATS } from '../report/formats/index.ts';
import { toJson } from '../report/json.ts';
import { toPretty } from '../report/pretty.ts';
import { toStatistics } from '../report/statistics.ts';
import { once } from '../text/memo.ts';
import { join } from '../text/path.ts';
import { type Arguments, type Output, UsageError } from './arguments.ts';
import { colors, display, inRepository, print, workingFolder, write } from './output.ts';
import type { Asked } from './watch.ts';

declare const VERSION: string;

/**
 * Prints the findings, or writes them to files, in each requested format.
 * @param looked where the check has looked
 */
export function report(
  results: Iterable<Result>,
  { outputs, outputFile, statistics, color }: Arguments,
  looked: Asked,
): void {
  if (statistics) {
    const text = toStatistics(results);
    return outputFile === undefined ? void print(text) : save(outputFile, text, looked);
  }
  const told = outputs.length > 0 ? outputs : [{ format: outputFile === undefined ? byEnvironment() : 'pretty' }];
  const wanted = told.map((each) => ({ ...(outputFile !== undefined && { file: outputFile }), ...each }));
  const kept = wanted.length > 1 ? [...results] : results;
  for (const output of wanted) {
    const text = written(kept, output, color);
    if (output.file === undefined) output.format === 'github' ? write(text) : print(text);
    else save(output.file, text, looked);
  }
}

function written(results: Iterable<Result>, { format, file }: Output, color: Arguments['color']): string {
  if (format === 'pretty')
    return toPretty(results, { color: file === undefined ? once(() => colors(color)) : () => false, display });
  // CI resolves paths against the repository
  const shown = format === 'json' || format === 'concise' || format === 'agent' ? display : inRepository();
  return FORMATS.get(format)!(toJson(results, shown), VERSION);
}

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
