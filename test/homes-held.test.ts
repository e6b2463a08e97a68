import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ruleNamed } from '../src/rules/index.ts';
import { answered, heldIn, heldNames, ruleOf } from './held.ts';

// Near misses of each rule: what it says of small homes, word for word, and where it is silent (`held/<rule>.txt`).

for (const name of heldNames()) {
  const rule = ruleOf(name);
  test(`${name}: is of a rule, and its homes are told apart`, () => {
    assert.ok(ruleNamed(rule), rule);
    const titles = heldIn(name).map(({ title }) => title);
    assert.equal(new Set(titles).size, titles.length);
  });
  for (const home of heldIn(name))
    test(`${name}: ${home.title}`, () => assert.equal(answered(rule, home), home.said, home.title));
}
