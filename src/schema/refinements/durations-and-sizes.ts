import type { Scalar } from '../../parse/tree.ts';
import { form, text } from './form.ts';
import { isSize, isTime, milliseconds } from './grammar.ts';
import type { Refinement } from './refinement.ts';
import { FIRST, SCOPE } from './together.ts';

/** Durations, times and sizes. Source: facts 8.7. */

const span = (unit: string, isRight: (time: number) => boolean) => (value: Scalar) => {
  const time = milliseconds(String(value), unit);
  return value === false || (time !== undefined && isRight(time));
};
/** `false` where the schema takes it: no limit */
const size = (value: Scalar): boolean => value === false || isSize(String(value));

const DURATION = 'a duration such as `30m` or `1h30m`';
const POSITIVE = 'a duration longer than nothing, such as `30d`';
const SIZE = 'a size such as `500mb`';
const HEARTBEAT = `${SCOPE}.heartbeat`;
const KEEPS = 'session.maintenance';

const DURATIONS: readonly Refinement[] = [
  form(`${HEARTBEAT}.every`, DURATION, (value) => value === '' || span('m', () => true)(value)),
  form(
    `${HEARTBEAT}.activeHours.start`,
    'a time such as `09:00`',
    text((value) => isTime(value, false)),
    '2026.8.1',
  ),
  form(
    `${HEARTBEAT}.activeHours.end`,
    'a time such as `23:00`, or `24:00`',
    text((value) => isTime(value, true)),
    '2026.8.1',
  ),
  form(
    `${KEEPS}.{pruneAfter,resetArchiveRetention}`,
    DURATION,
    span('d', () => true),
    FIRST,
    '2026.7.35',
  ),
  form(
    `${KEEPS}.{pruneAfter,resetArchiveRetention}`,
    POSITIVE,
    span('d', (time) => time > 0),
    '2026.8.1',
  ),
  form(
    `${KEEPS}.preserveRecent`,
    POSITIVE,
    span('d', (time) => time > 0),
  ),
  form(`${KEEPS}.archiveDashboardAfter`, POSITIVE, (value) => value === 0 || span('d', (time) => time > 0)(value)),
  form(
    'cron.sessionRetention',
    DURATION,
    span('h', () => true),
  ),
  form(
    'cloudWorkers.profiles.*.suspendAfter',
    'a duration of at least a minute, with its unit, such as `30m`',
    text((value) => (milliseconds(value) ?? 0) >= 60_000),
  ),
];

/** In milliseconds; what is longer cannot be counted exactly. */
const LONGEST = Number.MAX_SAFE_INTEGER;
const isCounted = (unit: string) => (value: Scalar) => (milliseconds(String(value), unit) ?? 0) <= LONGEST;
const COUNTED = 'a shorter duration, such as `365d`';

const LONG: readonly Refinement[] = [
  form(`${HEARTBEAT}.every`, COUNTED, isCounted('m'), '2026.5.28'),
  form(
    `${KEEPS}.{pruneAfter,resetArchiveRetention,preserveRecent,archiveDashboardAfter}`,
    COUNTED,
    isCounted('d'),
    '2026.5.28',
  ),
  form('cron.sessionRetention', COUNTED, isCounted('h'), '2026.5.28'),
];

const SIZES: readonly Refinement[] = [
  form(`${KEEPS}.{maxDiskBytes,highWaterBytes}`, SIZE, size),
  form(`${KEEPS}.rotateBytes`, SIZE, size, FIRST, '2026.4.23'),
  form('cron.runLog.maxBytes', SIZE, size),
  form(
    'agents.defaults.compaction.{maxActiveTranscriptBytes,memoryFlush.forceFlushTranscriptBytes}',
    SIZE,
    text(isSize),
  ),
];

export const durationsAndSizes: readonly Refinement[] = [...DURATIONS, ...LONG, ...SIZES];
