import { memory } from '../src/files.ts';
import { errors, mend } from '../src/mend/mend.ts';
import { NEWEST } from '../src/release/releases.ts';
import { FOR_UPGRADE } from '../src/upgrade/plan.ts';
import { homes } from './homes.ts';

/** What the newest release said of a home after all its fixes: `issues` is empty where it starts. */
export interface Upgraded {
  /** the config as the fixes leave it */
  readonly config: readonly string[];
  readonly issues: readonly string[];
}

export const UPGRADED = new URL('./oracle/upgraded.json', import.meta.url);

/**
 * The homes that fixes change, safe ones or all, and after which no error is left: `home` or `home --unsafe` → files.
 */
export function upgradedHomes(): Map<string, Readonly<Record<string, string>>> {
  const all = new Map<string, Readonly<Record<string, string>>>();
  for (const [home, files] of homes())
    for (const unsafe of [false, true]) {
      const { result, texts } = mend(
        memory(files),
        { live: true, processEnvironment: {}, release: NEWEST },
        { unsafe, ...FOR_UPGRADE },
      );
      if (texts.size === 0 || errors(result).length > 0) continue;
      const now = { ...files, ...Object.fromEntries(texts) };
      const safe = all.get(home);
      if (JSON.stringify(safe) !== JSON.stringify(now)) all.set(unsafe ? `${home} --unsafe` : home, now);
    }
  return all;
}
