import JSON5 from 'json5';
import { memory } from '../src/files.ts';
import { errors, mend } from '../src/mend/mend.ts';
import { NEWEST } from '../src/release/releases.ts';
import { digest } from '../src/text/digest.ts';
import { homes } from './homes.ts';
import { publicHomes, STYLES } from './public-homes.ts';

/** What the newest release says of a config as it is, and after `--fix`. */
export interface MendedVerdict {
  /** of the config that was asked about */
  readonly digest: string;
  /** empty where it starts */
  readonly issues: readonly string[];
}

export const MENDED = new URL('./oracle/mended.json', import.meta.url);

/** A config to ask about. */
export interface Asked {
  readonly text: string;
  readonly digest: string;
  /** whether we say that it does not start */
  readonly refused: boolean;
}

export const CONFIG = 'openclaw.json';

/** Home → its files: the published ones, as most are written, and those that are recorded. */
export function mendedHomes(): Map<string, Readonly<Record<string, string>>> {
  const [write] = Object.values(STYLES);
  const all = new Map<string, Readonly<Record<string, string>>>(
    publicHomes().map(({ id, config, others }) => [id, { [CONFIG]: write!(config), ...others }]),
  );
  for (const [id, files] of homes()) all.set(id, files);
  return all;
}

/** `home`, `home --fix`, `home --fix --unsafe` → the config then; of equal ones the first. */
export function mendedConfigs(): Map<string, Asked> {
  const all = new Map<string, Asked>();
  for (const [home, files] of mendedHomes()) {
    if (!home.startsWith('public-') && Object.keys(files).length > 1) continue; // it may need the others
    if (meant(files[CONFIG]!) === undefined) continue;
    const seen = new Set<string>();
    for (const how of ['', ' --fix', ' --fix --unsafe']) {
      const options = { live: true, processEnvironment: {}, release: NEWEST };
      const permission = { unsafe: how.endsWith('unsafe'), ...(how === '' && { of: () => false }) };
      const { result, texts } = mend(memory(files), options, permission);
      const text = texts.get(CONFIG) ?? files[CONFIG]!;
      const value = meant(text)!;
      if (seen.has(value)) continue;
      seen.add(value);
      all.set(`${home}${how}`, { text, digest: digest(value), refused: errors(result).length > 0 });
    }
  }
  return all;
}

/** What a text says, however it is written. */
function meant(text: string): string | undefined {
  try {
    return JSON.stringify(JSON5.parse(text));
  } catch {
    return undefined;
  }
}
