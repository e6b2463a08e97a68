import { createHash } from 'node:crypto';
import { PluginKind } from '@stryker-mutator/api/plugin';
import { isCanary, nameOf, noted } from './results.mjs';

/** The part of all mutants that are tried, from 0 to 1, and which part; whether those that lived are tried again. */
const { SAMPLE = '1', SEED = '1', AGAIN } = process.env;

/** Leaves out most mutants: all of them take hours. They are listed as not compiled, which no score counts. */
class Sample {
  async init() {
    this.known = noted();
  }

  /** All at once. */
  group = async (mutants) => [mutants.map(({ id }) => id)];

  async check(mutants) {
    return Object.fromEntries(
      mutants.map((each) => [each.id, isCanary(each) || this.#isDue(nameOf(each)) ? PASSED : LEFT_OUT]),
    );
  }

  #isDue(name) {
    const { status } = this.known.get(name) ?? {};
    return status === undefined ? isDrawn(name) : AGAIN === 'yes' && status === 'survived';
  }
}

const PASSED = { status: 'passed' };
const LEFT_OUT = { status: 'compileError', reason: 'not in the sample' };

const isDrawn = (name) =>
  createHash('sha256').update(`${SEED} ${name}`).digest().readUInt32BE(0) / 2 ** 32 < Number(SAMPLE);

export const strykerPlugins = [{ kind: PluginKind.Checker, name: 'sample', injectableClass: Sample }];
