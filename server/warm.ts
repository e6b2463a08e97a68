import { RELEASES, SAMPLE } from '../src/cli/sample.ts';
import { memory } from '../src/files.ts';
import { Reports } from './reports.ts';
import { Session } from './session.ts';
import { DEFAULTS } from './settings.ts';

/** Runs what the first diagnostics of a document need, so that it is compiled when the compiled code is kept. */
export function warm(): void {
  const session = new Session({ version: '', files: memory(SAMPLE), now: Date.now });
  const reports = new Reports(session, { related: true, tags: true, links: true });
  const { path } = session.open({ uri: 'file:///openclaw.json', language: 'json', version: 1 }, SAMPLE['/openclaw.json']);
  for (const release of RELEASES) {
    session.settings = { ...DEFAULTS, release };
    session.expire();
    reports.pull(path);
  }
}
