import { readConfigPath } from '../edit/config-path.ts';
import { toDiff } from '../mend/diff.ts';
import { type Change, propose } from '../mend/propose.ts';
import { parseJson5 } from '../parse/json5.ts';
import { toValue } from '../parse/tree.ts';
import { toPretty } from '../report/pretty.ts';
import { printable } from '../report/printable.ts';
import { File } from '../text/file.ts';
import { type Arguments, UsageError } from './arguments.ts';
import type { Subject } from './fix.ts';
import { display, print } from './output.ts';
import { settingsOf } from './settings.ts';
import { RANK } from './severity.ts';
import { writeMended } from './write.ts';

/**
 * Changes one value of a config, unless that makes the home worse: then it says what would be wrong. Returns the exit
 * code.
 * @throws UsageError where the change cannot be made
 */
export function set({ target, files }: Subject, options: Arguments): 0 | 1 {
  const settings = settingsOf(target, options);
  const change = changeOf(options);
  const proposal = propose(files, settings, change);
  if ('obstacle' in proposal) throw new UsageError(proposal.obstacle);
  const { added, result, texts } = proposal;
  const told = added.length > 0 ? toPretty([{ ...result, diagnostics: added }], { display }) : '';
  const refused = added.some(({ severity }) => RANK[severity] >= RANK[options.failOn]);
  if (options.diff) print(toDiff(proposal, display));
  if (told) print(told, options.diff || refused ? 2 : 1);
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
  const path = readConfigPath(text);
  if (!path)
    throw new UsageError(
      `${command} takes a path such as agents.defaults.model.primary or agents.defaults.models["openai/gpt-5.5"].alias, not ${JSON.stringify(text)}`,
    );
  if (command === 'unset') return { path, gone: true };
  if (value === undefined) throw new UsageError('set takes a path and a value; unset takes a value away');
  return { path, value: readValue(value) };
}

/** JSON5, else the text itself, as `openclaw config set` takes it (release 2026.9.6). */
function readValue(text: string): unknown {
  const { root, errors } = parseJson5(new File('value', text));
  return root && errors.length === 0 ? toValue(root) : text;
}
