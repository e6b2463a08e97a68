import { check } from '../check.ts';
import { PassedOver } from '../home/passed-over.ts';
import type { ProjectSettings } from '../home/project.ts';
import type { Told } from '../home/project-text.ts';
import { Mask } from '../report/mask.ts';
import { jsonText, printable } from '../report/printable.ts';
import type { Place } from '../text/file.ts';
import { dirname } from '../text/path.ts';
import type { Arguments } from './arguments.ts';
import type { Subject } from './fix.ts';
import { display } from './output.ts';
import { settingsOf } from './settings.ts';

/** One setting that counts for a home, and who says it. */
interface Line {
  readonly key: string;
  readonly value: string;
  /** `file:line:column`, or the option */
  readonly from: string;
}

/** What counts for a home and where each line comes from, as text or JSON. */
export function config({ target, files }: Subject, options: Arguments): string {
  const result = check(files, settingsOf(target, options));
  const { home, target: release } = result.routing;
  const mask = new Mask(result);
  const told = linesOf(home.project, options).map(({ key, value, from }) => ({
    key,
    value: mask.text(value),
    from: mask.text(from),
  }));
  const lines = told.some(({ key }) => key === 'release')
    ? told
    : [{ key: 'release', value: release.release ?? 'any', from: WHO[release.source] }, ...told];
  const folder = dirname(home.path);
  const by = PassedOver.around(folder, files).within(folder, files.list(folder)).by(home.path);
  const read = (home.project?.texts ?? []).map(({ file }) => display(file.path)).reverse();
  if (options.format === 'json') {
    const shown = {
      config: display(home.path),
      files: read,
      ...(by && { passedOverBy: display(by) }),
      settings: lines,
    };
    return `${jsonText(shown, 2)}\n`;
  }
  const [keys, values] = (['key', 'value'] as const).map((name) => Math.max(...lines.map((line) => line[name].length)));
  return `${[
    display(home.path),
    read.length > 0 ? `settings: ${read.join(', ')}` : 'no clawlint.json counts here',
    ...(by ? [`a search passes it over, as ${display(by)} says`] : []),
    ...lines.map(({ key, value, from }) => `  ${key.padEnd(keys!)}  ${value.padEnd(values!)}  ${from}`),
  ]
    .map(printable)
    .join('\n')}\n`;
}

const WHO = {
  option: '--release',
  config: 'clawlint.json',
  meta: 'meta.lastTouchedVersion',
  snapshot: 'the snapshot',
  unknown: 'by default',
};

/** What the options say, then what clawlint's own config says and no option overrules. */
function linesOf(project: ProjectSettings | undefined, options: Arguments): Line[] {
  const { release, levels, envFiles } = options;
  const lines: Line[] = [];
  if (release !== undefined) lines.push({ key: 'release', value: release, from: '--release' });
  else if (project?.release) add('release', project.release);
  if (options.snapshot !== undefined) lines.push({ key: 'snapshot', value: options.snapshot, from: '--snapshot' });
  else if (project?.snapshot) add('snapshot', { ...project.snapshot, value: display(project.snapshot.value) });
  for (const [id, level] of levels) lines.push({ key: `rules.${id}`, value: level, from: 'an option' });
  for (const [id, { level, at }] of project?.rules ?? []) if (!levels.has(id)) add(`rules.${id}`, { value: level, at });
  for (const value of envFiles) lines.push({ key: 'envFiles', value, from: '--dotenv' });
  for (const key of ['envFiles', 'variables', 'providers', 'plugins'] as const)
    for (const { value, at } of project?.[key] ?? [])
      add(key, { value: key === 'envFiles' ? display(value) : value, at });
  for (const { id, value, at } of project?.profiles ?? []) add(`profiles.${id.value}`, { value, at });
  for (const { ignore } of project?.texts ?? []) for (const each of ignore) add('ignore', each);
  return lines;

  function add(key: string, { value, at }: Told<string>): void {
    lines.push({ key, value, from: placeOf(at) });
  }
}

function placeOf({ file, offset }: Place): string {
  const { line, column } = file.position(offset);
  return `${display(file.path)}:${line}:${column}`;
}
