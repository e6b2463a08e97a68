import type { HomeSummary } from '../../../server/homes/home.ts';

type Answered = Pick<HomeSummary, 'release' | 'releaseFrom' | 'asked'>;

/** The release answered for, short enough for a status bar. */
export const releaseLabel = ({ release }: Answered): string => `OpenClaw ${release ?? 'any release'}`;

/** Who said that it should be this release. */
export function releaseReason({ release, releaseFrom, asked }: Answered): string {
  if (release === undefined)
    return asked === undefined
      ? 'No release is named: what any from 2026.1.29 on accepts.'
      : `${asked} is no release that is known: what any from 2026.1.29 on accepts.`;
  const named =
    {
      option: 'the setting clawlint.release',
      config: 'the config',
      snapshot: 'the snapshot',
      meta: 'meta.lastTouchedVersion of the config',
    }[releaseFrom] ?? releaseFrom;
  return asked === undefined || asked === release
    ? `Named by ${named}.`
    : `${named[0]!.toUpperCase()}${named.slice(1)} asks for ${asked}; ${release} is the nearest that is known.`;
}
