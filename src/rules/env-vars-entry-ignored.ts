import { renameKey } from '../edit/edit.ts';
import { taking } from '../edit/offer.ts';
import type { Reason } from '../env/environment.ts';
import type { Home } from '../home/home.ts';
import { nodeAt } from '../parse/tree.ts';
import type { Place } from '../text/file.ts';
import { intoDotenv } from './into-dotenv.ts';
import { type Advice, advice, code, release, writing } from './phrases.ts';
import type { Rule } from './rule.ts';

const VARS = ['env', 'vars'];

const WHY: Readonly<Record<Reason, string>> = {
  name: 'the name has characters that no variable may have',
  blank: 'the value is blank',
  reference: 'its value refers to a variable that is not set',
  'not-a-string': 'the value is not a string',
  blocked: 'the name is reserved for the process environment and `.env`',
  provider: 'keys of providers are not read from there',
};

export const envVarsEntryIgnored: Rule = {
  id: 'env-vars-entry-ignored',
  severity: 'warning',
  summary: 'a variable in the `env` block that OpenClaw passes over',
  why: 'From the `env` block OpenClaw takes only strings that are not blank, under names that it does not reserve, such as `HTTPS_PROXY` or `NODE_OPTIONS`. It passes over the rest without a word. The same names work from `.env`. Before 2026.3.13 a `${NAME}` in a value is not filled in: what uses the variable gets that text.',
  facts: ['2.3'],
  *check({ home, behaviour, target }) {
    for (const { source, ignored, variables } of home.environment.layers) {
      if (source === 'config-env' && behaviour.variablesOfVariables === 'as-written')
        // what is set before it stays as it is
        for (const { name, at, needs: [other] = [] } of variables.values())
          if (at && other !== undefined && home.environment.lookup(name)?.layer.source === source)
            yield {
              at,
              message: `${release(target)} sets ${code(name)} to the text ${code(`\${${other}}`)} itself, not to what that variable holds`,
              help: `set it in ${code('.env')} beside the config instead`,
            };
      if (source === 'config-env')
        for (const [name, { at, reason }] of ignored) {
          // a blank one is a template, and another type makes the config invalid
          if (!at || reason === 'blank' || reason === 'not-a-string') continue;
          yield {
            at,
            message: `OpenClaw does not take ${code(name)} from the config: ${WHY[reason]}`,
            ...(reason === 'name'
              ? named(at, home)
              : {
                  help: `set it in ${code('.env')} beside the config instead`,
                  ...intoDotenv(
                    home,
                    name,
                    nodeAt(home.root, [...VARS, name]),
                    taking('', home.root, [...VARS, name]).edits,
                  ),
                }),
          };
        }
    }
  },
};

function named(at: Place, { environment }: Home): Advice {
  const name = at.file.text
    .slice(at.offset, at.offset + at.length)
    .replace(/\W+/g, '_')
    .replace(/^_|_$/g, '')
    .replace(/^(?=\d)/, '_')
    .toUpperCase();
  return advice(
    `use capitals, digits and \`_\`: ${code(name)}`,
    writing(name, ...(environment.lookup(name) ? [] : [renameKey(at, name)])),
  );
}
