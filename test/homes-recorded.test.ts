import assert from 'node:assert/strict';
import { test } from 'node:test';
import { data } from './recorded.ts';
import { answersOf, type Home } from './recorded-homes.ts';

// homes made for what the other recorded answers do not come to: several agents and stores, orders, references, words
for (const { id, release, answers, ...home } of data<Home[]>('oracle/homes.json'))
  test(`${id}, as OpenClaw ${release} answers it`, () =>
    assert.deepEqual(answersOf({ ...home, release, answers }), answers));
