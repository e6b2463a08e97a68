import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import * as z from 'zod';
import { check } from '../../src/check.ts';
import { readArguments } from '../../src/cli/arguments.ts';
import { explainRule } from '../../src/cli/help.ts';
import { display } from '../../src/cli/output.ts';
import { route } from '../../src/cli/route.ts';
import { upgrade } from '../../src/cli/upgrade.ts';
import { UsageError } from '../../src/cli/values.ts';
import { overlay } from '../../src/files.ts';
import { NEWEST } from '../../src/release/releases.ts';
import { printable } from '../../src/report/printable.ts';
import { readable } from '../../src/report/readable.ts';
import { SLOT_NAMES } from '../../src/routing/models/slots.ts';
import { within } from '../deadline.ts';
import { findSettings } from './find-settings.ts';
import { findingLines } from './finding-lines.ts';
import type { Homes } from './homes.ts';
import { proposeChange } from './propose-change.ts';
import { answer, refusal, type Tool, tool } from './served-tools.ts';

/** In characters: an answer costs tokens, and what matters comes first. */
const LONGEST = 6000;
/** In milliseconds: clients wait for a minute. */
const LONGEST_WAIT = 30_000;

/** The tools that agents and editors see. @param mayWrite changes may be applied */
export function toolsFor(homes: Homes, mayWrite: boolean): readonly Tool[] {
  const word = z.string().max(300);
  const whole = z.string().max(2 ** 21);
  const home = word.optional().describe(`which home: ${homes.names.join(', ')}`);
  const release = word.optional().describe('release of OpenClaw, such as 2026.9.6; default: that of the home');
  const apply = { apply: z.boolean().optional() };
  const reads = { readOnlyHint: true, openWorldHint: false };

  return [
    tool(
      'check',
      {
        description:
          'What is wrong with a home, or with a text in place of its config: a line a finding, with the way out.',
        inputSchema: { home, release, text: whole.optional() },
        annotations: reads,
      },
      answering(({ home, release, text }) => {
        const served = homes.get(home);
        const settings = served.settings(release);
        const files = text === undefined ? served.files : overlay(new Map([[settings.config!, text]]), served.files);
        return findingLines(check(files, settings));
      }),
    ),
    tool(
      'propose',
      {
        description: `What a change of a config would cause, before it is made: new findings, the diff, what routing would do. Give one of path with value, path with unset, patch (JSON merge patch), text (the whole file).${mayWrite ? ' apply: true writes it if it makes nothing worse.' : ''}`,
        inputSchema: {
          home,
          release,
          path: z.string().max(2000).optional().describe('as in `agents.defaults.models["openai/gpt-5.5"].alias`'),
          value: z.unknown().optional(),
          unset: z.boolean().optional(),
          patch: z.record(z.string(), z.unknown()).optional(),
          text: whole.optional(),
          accept: z.array(word).optional().describe('rules whose warnings do not count'),
          ...(mayWrite ? apply : ({} as typeof apply)),
        },
        annotations: { readOnlyHint: !mayWrite, destructiveHint: false, idempotentHint: true, openWorldHint: false },
      },
      answering(({ home, release, ...change }) => {
        const served = homes.get(home);
        return proposeChange(served, served.settings(release), change, mayWrite);
      }),
    ),
    tool(
      'route',
      {
        description: 'Which credential and model OpenClaw tries first, second, third, and why.',
        inputSchema: {
          home,
          release,
          model: word.optional(),
          agent: word.optional(),
          slot: z.enum(SLOT_NAMES).optional().describe('another job than conversations'),
          job: word.optional().describe('a cron job, by id or name, in place of model and slot'),
        },
        annotations: reads,
      },
      answering(({ home, release, model, agent, slot, job }) => {
        const served = homes.get(home);
        const result = check(served.files, served.settings(release));
        const question = {
          ...(model && { model }),
          ...(agent && { agent }),
          ...(slot && { slot }),
          ...(job && { job }),
        };
        return route(result, { ...readArguments(['route']), ...question }, display).output;
      }),
    ),
    tool(
      'upgrade',
      {
        description: 'What an update of OpenClaw would break in a home, and what mends it.',
        inputSchema: { home, to: word.optional().describe('the release to go to; default: the newest known') },
        annotations: reads,
      },
      answering(({ home, to }) => {
        const served = homes.get(home);
        const options = readArguments(['upgrade', ...(to === undefined ? [] : ['--to', to])]);
        return upgrade(served.files, served.settings(undefined), options, display).output;
      }),
    ),
    tool(
      'explain',
      { description: 'What a rule finds and why it matters.', inputSchema: { rule: word }, annotations: reads },
      answering(({ rule }) => explainRule(rule)),
    ),
    tool(
      'find_settings',
      {
        description: 'Settings of openclaw.json by words, such as "fallback image model": path, types, what it does.',
        inputSchema: { words: word, release },
        annotations: reads,
      },
      answering(({ words, release }) => findSettings(words, release ?? homes.release ?? NEWEST)),
    ),
  ];
}

/** What cannot be answered is told as an answer, without secrets and in one piece. */
function answering<T extends object>(ask: (question: T) => string): (question: T) => CallToolResult {
  return (question) => {
    try {
      // what writes is not ended half way
      const done = 'apply' in question ? { value: ask(question) } : within(LONGEST_WAIT, () => ask(question));
      if (!done) throw new UsageError('this takes too long for this home; ask the same on the command line');
      return answer(shortened(done.value));
    } catch (error) {
      const told =
        error instanceof UsageError ? error.message : `a defect in clawlint itself: ${(error as Error).message}`;
      return refusal(printable(readable(told)));
    }
  };
}

function shortened(text: string): string {
  if (text.length <= LONGEST) return text;
  const end = text.lastIndexOf('\n', LONGEST);
  const rest = text
    .slice(end + 1)
    .trimEnd()
    .split('\n').length;
  return `${text.slice(0, end + 1)}… ${rest} more lines\n`;
}
