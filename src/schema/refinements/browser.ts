import { compare } from '../../release/releases.ts';
import { has, type Refinement, saidIn } from './refinement.ts';
import { changing, FIRST, refused, together } from './together.ts';

/** Profiles of the browser. Source: facts 8.8. */
export const ofBrowser: readonly Refinement[] = [
  together('browser.profiles.*', FIRST, function* (node, { release }, { path, key }) {
    const driver = saidIn(node.get('driver')) ?? (node.get('driver') ? '' : 'openclaw');
    if (node.open || driver === '') return;
    const at = key ?? node;
    // releases of spring did not know the driver, or read it as another
    const isConverted = release !== undefined && compare(release, '2026.5.18') < 0;
    // of texts the empty one counts as none
    const said = (name: string) => has(node, name) && saidIn(node.get(name)) !== '';
    const [hasPort, hasUrl] = [has(node, 'cdpPort'), said('cdpUrl')];
    if (!hasPort && !hasUrl && !/^(?:existing-session|extension)$/.test(driver))
      yield refused(at, path, 'a profile needs `cdpPort` or `cdpUrl`', 'add one of them, such as `"cdpPort": 18801`');
    if (hasUrl && driver === 'extension' && !isConverted)
      yield changing(
        refused(at, path, '`cdpUrl` does not go with `"driver": "extension"`', 'remove `cdpUrl`'),
        'remove `cdpUrl`',
        [...path, 'cdpUrl'],
      );
    if (said('userDataDir') && driver !== 'existing-session')
      yield changing(
        refused(
          at,
          path,
          '`userDataDir` goes with `"driver": "existing-session"` only',
          'remove `userDataDir`, or set that `driver`',
        ),
        'remove `userDataDir`',
        [...path, 'userDataDir'],
      );
  }),
];
