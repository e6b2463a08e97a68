import type { Result } from '../check.ts';
import { Mask } from '../report/mask.ts';
import { printable } from '../report/printable.ts';
import { refusals } from '../rules/refusals.ts';
import type { Place } from '../text/file.ts';
import { basename } from '../text/path.ts';
import type { Ladder, Note } from './ladder.ts';
import type { Outage } from './outage.ts';

/** A ladder with everything needed to display it. */
export interface Explanation {
  /** @internal */
  readonly ladder: Ladder;
  /** @internal */
  readonly outage?: Outage;
  /** what prevents the ladder from being used @internal */
  readonly cautions: readonly Note[];
  /** makes a text safe to display: no secrets, no control characters */
  readonly safe: (text: string) => string;
  /** `openclaw.json:12` */
  readonly where: (at: Place | undefined) => string;
  /** how to display a path */
  readonly display: (path: string) => string;
  /** the path of the config */
  readonly config: string;
}

/** @param display how a path is shown, such as relative to the current folder */
export function explanation(
  result: Result,
  ladder: Ladder,
  outage: Outage | undefined,
  display: (path: string) => string = (path) => path,
): Explanation {
  const mask = new Mask(result);
  const shown = (path: string) => printable(display(path));
  const [refused] = refusals(result.diagnostics, result.routing.home);
  const retired = result.diagnostics.find(
    ({ rule, severity }) => rule === 'auth-profiles-json-retired' && severity !== 'info',
  );
  const astray = result.diagnostics.find(
    ({ rule, at }) => rule === 'profile-missing-for-agent' && basename(at.file.path) === 'auth-profiles.json',
  );
  const cautions: Note[] = [];
  if (refused)
    cautions.push({
      text: 'OpenClaw does not start with this config; this is what it does once the errors that `clawlint` shows are mended',
      at: refused.at,
    });
  if (retired)
    cautions.push({
      text: 'from 2026.6.5 on this file counts once `openclaw doctor --fix` has imported it',
      at: retired.at,
    });
  if (astray)
    cautions.push({
      text: 'no release reads this file here; this is what OpenClaw does once it lies in `agents/main/agent`',
      at: astray.at,
    });
  return {
    ladder,
    ...(outage && { outage }),
    cautions,
    safe: (text) => printable(mask.text(text)),
    where: (at) => (at ? `${shown(at.file.path)}:${at.file.position(at.offset).line}` : ''),
    display: shown,
    config: result.routing.home.path,
  };
}
