import type { Reason } from '../env/environment.ts';
import { code } from './phrases.ts';
import type { Rule } from './rule.ts';

const WHY: Readonly<Record<Reason, string>> = {
  name: 'the name has characters that no variable may have',
  blank: 'the value is blank',
  reference: 'its value refers to another variable, which OpenClaw does not substitute here',
  'not-a-string': 'the value is not a string',
  blocked: 'the name is reserved for the process environment and `.env`',
  provider: 'keys of providers are not read from there',
};

export const envVarsEntryIgnored: Rule = {
  id: 'env-vars-entry-ignored',
  severity: 'warning',
  summary: 'a variable in the `env` block that OpenClaw passes over',
  why: 'From the `env` block OpenClaw takes only strings that are not blank and refer to no other variable, under names that it does not reserve, such as `HTTPS_PROXY` or `NODE_OPTIONS`. It passes over the rest without a word. The same names work from `.env`.',
  facts: ['2.3'],
  *check({ home }) {
    for (const { source, ignored } of home.environment.layers)
      if (source === 'config-env')
        for (const [name, { at, reason }] of ignored) {
          // a blank one is a template, and another type makes the config invalid
          if (!at || reason === 'blank' || reason === 'not-a-string') continue;
          yield {
            at,
            message: `OpenClaw does not take ${code(name)} from the config: ${WHY[reason]}`,
            help:
              reason === 'name'
                ? 'use capitals, digits and `_`'
                : `set it in ${code('.env')} beside the config instead`,
          };
        }
  },
};
