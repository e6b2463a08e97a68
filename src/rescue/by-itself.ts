import type { Restoring } from '../release/behaviour.ts';
import type { Candidate } from './candidates.ts';
import { valueAt } from './settings.ts';

/** In bytes: of a shorter text OpenClaw does not mind half. */
const SHORTEST = 512;

/**
 * Which copy a release puts in the place of the running config by itself, and when (facts 1.4, H25). What it noted of
 * earlier reads is not known here, so `.bak` stands for the last good one, as it does for OpenClaw without notes.
 */
export function byItself(
  candidates: readonly Candidate[],
  restoring: Restoring,
): { readonly copy: Candidate; readonly when: 'read' | 'start' | 'doctor'; readonly why: string } | undefined {
  const named = (ending: string) => candidates.find(({ path, kind }) => kind !== 'copy' && path.endsWith(ending));
  const running = candidates.find(({ kind }) => kind === 'config');
  if (!running) return undefined;
  const backup = named('.bak');
  const good = named('.last-good');
  if (running.refusals.length > 0 || running.value === undefined)
    return good && good.refusals.length === 0 && restoring.fromLastGood !== 'never'
      ? { copy: good, when: restoring.fromLastGood, why: 'it is refused' }
      : undefined;
  const why = backup && lossIn(running, backup, restoring);
  return backup && why && backup.refusals.length === 0 && backup.gatewayMode
    ? { copy: backup, when: 'read', why }
    : undefined;
}

/** What makes OpenClaw think that a config has lost its settings. */
function lossIn(now: Candidate, before: Candidate, { fromBackup }: Restoring): string | undefined {
  if (fromBackup === 'never' || includesFiles(now.value)) return undefined;
  if (before.gatewayMode && isUpdateOnly(now.value)) return 'it holds nothing but `update.channel`';
  if (fromBackup === 'update-only') return undefined;
  if (hasMeta(before) && !hasMeta(now)) return 'it has no `meta`, and `.bak` has';
  if (before.gatewayMode && !now.gatewayMode) return 'it has no `gateway.mode`, and `.bak` has';
  const [length, full] = [now, before].map(({ text }) => new TextEncoder().encode(text).length);
  return full! >= SHORTEST && length! < Math.floor(full! / 2) ? 'it is less than half as long as `.bak`' : undefined;
}

const hasMeta = ({ value }: Candidate): boolean => {
  const meta = valueAt(value, ['meta']);
  return typeof meta === 'object' && meta !== null;
};

function isUpdateOnly(value: unknown): boolean {
  const keys = (of: unknown) => (typeof of === 'object' && of !== null ? Object.keys(of).join(' ') : '');
  return keys(value) === 'update' && keys(valueAt(value, ['update'])) === 'channel';
}

const includesFiles = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (Object.hasOwn(value, '$include') || Object.values(value).some(includesFiles));
