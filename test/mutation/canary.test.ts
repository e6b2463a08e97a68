import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SONG, sings } from './canary.ts';

test('canary: what a module makes when it is loaded', () => assert.equal(SONG, 'tweet'));

test('canary: what a function answers', () => assert.deepEqual([4, 5, 6].map(sings), [false, false, true]));
