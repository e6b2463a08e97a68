import { readConfigPath } from '../edit/config-path.ts';
import { type Change, propose } from '../mend/propose.ts';
import { sectionsLost } from '../mend/sections-lost.ts';
import { parseJson5 } from '../parse/json5.ts';
import { toValue } from '../parse/tree.ts';
import { toPretty } from '../report/pretty.ts';
import { printable } from '../report/printable.ts';
import { File } from '../text/file.ts';
import type { Arguments } from './arguments.ts';
import type { Subject } from './fix.ts';
import { display, print } from './output.ts';
import { settingsOf } from './settings.ts';
import { RANK } from './severity.ts';
import { shownDiff } from './shown-diff.ts';
import { standardInput } from './standard-input.ts';
import { UsageError } from './values.ts';
import { writeMended } from './write.ts';

/**
 * Changes one value of a config, several by a merge patch, or its whole text, unless that makes the home worse: then it says what would be wrong. Returns the exit
 * code.
 * @throws UsageError where the change cannot be made
 */
export function set({ target, files }: Subject, options: Arguments): 0 | 1 {
  const settings = settingsOf(target, options);
  const change = changeOf(options);
  const proposal = propose(files, settings, change);
  if ('obstacle' in proposal) throw new UsageError(proposal.obstacle);
  const { added, before, result, texts } = proposal;
  const lost = 'text' in change ? sectionsLost(before, result) : [];
  const told = added.length > 0 ? toPretty([{ ...result, diagnostics: added }], { display }) : '';
  const refused = lost.length > 0 || added.some(({ severity }) => RANK[severity] >= RANK[options.failOn]);
  if (options.diff) print(shownDiff(proposal, options));
  if (told) print(told, options.diff || refused ? 2 : 1);
  if (lost.length > 0) {
    print(`clawlint: nothing is written, as the text takes out ${lost.join(', ')}; unset takes out what is to go\n`, 2);
    return 1;
  }
  if (refused) {
    print(
      'clawlint: nothing is written, as this would be wrong afterwards; --fail-on never writes it all the same\n',
      2,
    );
    return 1;
  }
  if (options.diff) return 0;
  if (texts.size === 0) print('nothing to change: it is so already\n');
  else writeMended(proposal, settings, display);
  for (const path of texts.keys()) print(`wrote ${printable(display(path))}\n`);
  return 0;
}

/** @throws UsageError */
function changeOf({ command, change: [text = '', value] = [] }: Arguments): Change {
  if (command === 'set' && value === undefined && text === '-') return { text: standardInput() };
  if (command === 'set' && value === undefined && text.trimStart().startsWith('{')) return { patch: readPatch(text) };
  const path = readConfigPath(text);
  if (!path)
    throw new UsageError(
      `${command} takes a path such as agents.defaults.model.primary or agents.defaults.models["openai/gpt-5.5"].alias, not ${JSON.stringify(text)}`,
    );
  if (command === 'unset') return { path, gone: true };
  if (value === undefined) throw new UsageError('set takes a path and a value; unset takes a value away');
  return { path, value: readValue(value) };
}

/** @throws UsageError where it cannot be read */
function readPatch(text: string): unknown {
  const { root, errors } = parseJson5(new File('patch', text));
  if (root && errors.length === 0) return toValue(root);
  throw new UsageError(`the patch cannot be read: ${errors[0]?.message ?? 'it is empty'}`);
}

/** JSON5, else the text itself, as `openclaw config set` takes it (release 2026.9.6). */
function readValue(text: string): unknown {
  const { root, errors } = parseJson5(new File('value', text));
  return root && errors.length === 0 ? toValue(root) : text;
}
