import { releases } from '../src/release/releases.ts';

/** Where the site has the schema of each release. */
const SITE = 'https://clawlint.github.io/clawlint/schema';

/** The entry for the catalogue of schemastore.org, with a schema for each release. */
export const catalogueEntry = (): string => {
  const entry = {
    name: 'OpenClaw config',
    description: 'Config of OpenClaw, the whole file, by release',
    fileMatch: ['openclaw.json', 'clawdbot.json'],
    url: `${SITE}/latest.json`,
    versions: Object.fromEntries(releases().map((release) => [release, `${SITE}/${release}.json`])),
  };
  return `${JSON.stringify(entry, null, 2)}\n`;
};
