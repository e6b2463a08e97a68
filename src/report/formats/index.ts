import type { JsonReport } from '../json.ts';
import { jsonText } from '../printable.ts';
import { toCheckstyle } from './checkstyle.ts';
import { toGithub } from './github.ts';
import { toGitlab } from './gitlab.ts';
import { toJunit } from './junit.ts';
import { toAgent, toConcise } from './lines.ts';
import { toSarif } from './sarif.ts';

/** Report formats for other programs. They see only the JSON report, which contains no secrets. */
export const FORMATS: ReadonlyMap<string, (report: JsonReport, version: string) => string> = new Map<
  string,
  (report: JsonReport, version: string) => string
>([
  ['json', (report) => document(report)],
  ['github', toGithub],
  ['sarif', (report, version) => document(toSarif(report, version))],
  ['gitlab', (report) => document(toGitlab(report))],
  ['junit', toJunit],
  ['checkstyle', toCheckstyle],
  ['concise', toConcise],
  ['agent', toAgent],
]);

const document = (value: unknown): string => `${jsonText(value, 2)}\n`;
