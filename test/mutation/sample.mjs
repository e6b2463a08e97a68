import { createHash } from 'node:crypto';
import { PluginKind } from '@stryker-mutator/api/plugin';

/** The part of all declarations whose mutants are tried, from 0 to 1, and which part. */
const { SAMPLE = '1', SEED = '1' } = process.env;

/** Leaves out the mutants of most declarations of a file: all of them take hours. */
const sample = {
  shouldIgnore({ node, parentPath }) {
    if (!parentPath?.isProgram() || /^Import/.test(node.type)) return undefined;
    const { loc, type } = node;
    const text = `${SEED} ${type} ${loc?.start.line} ${loc?.end.line} ${node.end - node.start}`;
    const drawn = createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32;
    return drawn < Number(SAMPLE) ? undefined : 'not in the sample';
  },
};

export const strykerPlugins = [{ kind: PluginKind.Ignore, name: 'sample', value: sample }];
