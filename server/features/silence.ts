import { insertAt } from '../../src/edit/entries.ts';
import { styleOf } from '../../src/edit/style.ts';
import { PROJECT_FILE } from '../../src/home/project.ts';
import { nodeAt } from '../../src/parse/tree.ts';
import type { Diagnostic, Suggestion } from '../../src/rules/rule.ts';
import { File } from '../../src/text/file.ts';
import { dirname, join } from '../../src/text/path.ts';
import type { CheckedHome } from '../homes/home.ts';

/** Ways not to hear of a finding: a comment above its line, and its rule switched off. */
export function silence(diagnostic: Diagnostic, home: CheckedHome): Suggestion[] {
  return [ignoredHere(diagnostic, home), switchedOff(diagnostic, home)].flatMap((each) => each ?? []);
}

/** A limit is reached elsewhere once the comment is part of the text. */
const NOT_BY_COMMENT = new Set(['ignore-comment', 'limit-reached']);

/** The user writes the reason behind the colon. */
function ignoredHere({ rule, at: { file, offset } }: Diagnostic, { result }: CheckedHome): Suggestion | undefined {
  const { config, included, environment } = result.routing.home;
  const isDotenv = environment.layers.some((layer) => layer.dotenv && layer.file === file);
  const takesComments = isDotenv || [config, ...included].some((source) => source?.file === file);
  if (!takesComments || NOT_BY_COMMENT.has(rule)) return undefined;
  const line = file.line(file.position(offset).line);
  const indent = /^[ \t]*/.exec(line.text)![0];
  const text = `${indent}${isDotenv ? '#' : '//'} clawlint-ignore-next-line ${rule}: ${styleOf(file).eol}`;
  return { title: `ignore ${rule} here`, edits: [{ at: { file, offset: line.offset, length: 0 }, text }] };
}

/** In the home's `clawlint.json`, which is made where there is none. */
function switchedOff({ rule }: Diagnostic, { result, files }: CheckedHome): Suggestion | undefined {
  const { project, path } = result.routing.home;
  const title = `turn ${rule} off in ${PROJECT_FILE}`;
  if (!project) {
    const made = join(dirname(path), PROJECT_FILE);
    if (files.read(made, 0) !== undefined) return undefined;
    const text = `{\n  "rules": { "${rule}": "off" }\n}\n`;
    return { title, edits: [{ at: { file: new File(made, ''), offset: 0, length: 0 }, text }] };
  }
  const { root } = project.parsed;
  const level = root && nodeAt(root, ['rules', rule]);
  if (level) return level.kind === 'scalar' ? { title, edits: [{ at: level, text: '"off"' }] } : undefined;
  const inserted = root && insertAt(root, ['rules', rule], '"off"');
  return inserted && { title, edits: inserted.edits };
}
