import { check, type Result } from '../src/check.ts';
import { readArguments } from '../src/cli/arguments.ts';
import { route } from '../src/cli/route.ts';
import { type Files, memory } from '../src/files.ts';
import { toDiff } from '../src/mend/diff.ts';
import { mend } from '../src/mend/mend.ts';
import { toJson } from '../src/report/json.ts';
import { toPretty } from '../src/report/pretty.ts';
import { jsonText, printable } from '../src/report/printable.ts';
import { readable } from '../src/report/readable.ts';
import { plan } from '../src/upgrade/plan.ts';
import { toUpgradeJson, toUpgradeText } from '../src/upgrade/report.ts';
import type { PlantedHome } from './planted-homes.ts';

const CONFIG = '/h/openclaw.json';
const same = (path: string): string => path;

/** What a check prints of a home. */
export function checked({ files }: PlantedHome, format: 'pretty' | 'json', release?: string): string {
  const result = check(memory(files), { config: CONFIG, now: 0, ...(release && { release }) });
  return format === 'pretty' ? toPretty([result]) : jsonText(toJson([result]));
}

/** What route and upgrade print of it. */
export function routedAndUpgraded(home: PlantedHome, asked: readonly string[]): string {
  const files = memory(home.files);
  const result = check(files, { config: CONFIG, now: 0 });
  const formats = ['text', 'json', 'mermaid', 'svg'].map((format) => routed(result, [...asked, '--format', format]));
  return [...formats, upgraded(files)].join('\n');
}

function routed(result: Result, args: readonly string[]): string {
  try {
    return route(result, readArguments(['route', ...args]), same).output;
  } catch (error) {
    return printable(readable((error as Error).message));
  }
}

function upgraded(files: Files): string {
  const planned = plan(files, { config: CONFIG, now: 0 }, '2026.9.6', { unsafe: true });
  return [
    toUpgradeText(planned, same, false),
    toDiff(planned.mended, same),
    toDiff(mend(files, { config: CONFIG, now: 0 }, { unsafe: true }), same),
    jsonText(toUpgradeJson(planned, same)),
  ].join('\n');
}
