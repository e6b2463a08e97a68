import { RELEASES, SAMPLE } from '../../src/cli/warm-up.ts';
import { memory } from '../../src/files.ts';
import { Reports } from './reports.ts';
import { Session } from './session.ts';
import { DEFAULTS } from './settings.ts';

/** Runs what the first diagnostics and the first edit need, so that it is compiled when the code cache is written. */
export function warm(): void {
  const session = new Session({ version: '', files: memory(SAMPLE), now: Date.now });
  const reports = new Reports(session, { related: true, tags: true, links: true });
  const text = SAMPLE['/openclaw.json'];
  const document = session.open({ uri: 'file:///openclaw.json', language: 'json', version: 1 }, text);
  for (const release of RELEASES) {
    session.settings = { ...DEFAULTS, release };
    session.expire();
    reports.pull(document.path);
  }
  session.change(document, 2, document.file.changed(text.indexOf('completions'), 0, 'x'));
  reports.pull(document.path);
}
