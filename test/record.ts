/**
 * Asks the real program about every home and release that has no recorded verdict yet, and writes the answers to
 * test/oracle/releases.json: `OPENCLAW=COMMAND npm run record [-- WORD…]`. COMMAND is called as
 * `COMMAND --release RELEASE HOME ARGUMENT…` and runs that release of OpenClaw on a copy of the folder HOME.
 * A WORD is a release or a home (or how its name begins) to ask about again. See docs/maintaining.md.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compare, NEWEST } from '../src/release/releases.ts';
import { homes, RECORDED, VERDICTS, type Verdicts } from './homes.ts';
import { CONFIG, MENDED, type MendedVerdict, mendedConfigs } from './mended.ts';
import { brokenHomes, inFolder, RESCUE, rescued } from './rescued.ts';
import { UPGRADED, type Upgraded, upgradedHomes } from './upgraded.ts';

/**
 * The first release that has `openclaw config validate`; what older ones think is read from how another command fails.
 */
const VALIDATES = '2026.3.2';

const command = process.env.OPENCLAW;
if (!command) {
  console.error('OPENCLAW names the command that runs a release of OpenClaw on a home; see docs/maintaining.md');
  process.exit(2);
}
const again = process.argv.slice(2);
const isAgain = (word: string) =>
  again.some((each) => word === each || word.startsWith(`${each}/`) || word.startsWith(`${each}-`));
const releases = [...new Set([...RECORDED, ...again.filter((word) => /^\d{4}\./.test(word))])];

const answers = new Map<string, Map<string, readonly string[]>>();
for (const [home, verdicts] of Object.entries(read()))
  answers.set(
    home,
    new Map(verdicts.flatMap(({ releases: said, issues }) => said.map((release) => [release, issues]))),
  );

const folder = mkdtempSync(join(tmpdir(), 'home-'));
for (const release of releases) {
  for (const [home, files] of homes()) {
    const known = answers.get(home) ?? new Map<string, readonly string[]>();
    answers.set(home, known);
    if (known.has(release) && !isAgain(home) && !again.includes(release)) continue;
    known.set(release, ask(release, files));
  }
  write();
  console.error(release);
}
recordUpgraded();
recordMended();
recordRescued();
rmSync(folder, { recursive: true });

/** What the newest release says of the homes that clawlint has brought to it. */
function recordUpgraded(): void {
  const known = new Map(
    Object.entries(
      existsSync(UPGRADED) ? (JSON.parse(readFileSync(UPGRADED, 'utf8')) as Record<string, Upgraded>) : {},
    ),
  );
  const lines = [...upgradedHomes()].map(([home, files]) => {
    const config = files['openclaw.json']!.split('\n');
    const before = known.get(home);
    const issues =
      before && JSON.stringify(before.config) === JSON.stringify(config) ? before.issues : ask(NEWEST, files);
    return `  ${JSON.stringify(home)}: ${JSON.stringify({ issues, config })}`;
  });
  writeFileSync(UPGRADED, `{\n${lines.join(',\n')}\n}\n`);
}

/** What the newest release says of configs as they are and after their fixes. */
function recordMended(): void {
  const known = JSON.parse(readFileSync(MENDED, 'utf8')) as Record<string, MendedVerdict | undefined>;
  const lines = [...mendedConfigs()].map(([id, { text, digest }]) => {
    const before = known[id];
    const issues = before?.digest === digest ? before.issues : ask(NEWEST, { [CONFIG]: text });
    return `  ${JSON.stringify(id)}: ${JSON.stringify({ digest, issues })}`;
  });
  writeFileSync(MENDED, `{\n${lines.join(',\n')}\n}\n`);
}

/** What the newest release says of each broken config, and of what `clawlint rescue` makes of it. */
function recordRescued(): void {
  const all = brokenHomes().map(([id, broken]) => {
    const text = inFolder(broken, (home) => {
      rescued(home, '--write');
      return readFileSync(join(home, 'openclaw.json'), 'utf8');
    });
    const { before = ask(NEWEST, { 'openclaw.json': broken.files['openclaw.json']?.text ?? '' }) } = broken;
    const issues = broken.after?.text === text ? broken.after.issues : ask(NEWEST, { 'openclaw.json': text });
    return [id, { ...broken, before, after: { text, issues } }] as const;
  });
  writeFileSync(RESCUE, `${JSON.stringify(Object.fromEntries(all), null, 1)}\n`);
}

/** The issues that a release names; empty where it takes the home. */
function ask(release: string, files: Readonly<Record<string, string>>): string[] {
  rmSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const validates = compare(release, VALIDATES) >= 0;
  const question = validates ? ['config', 'validate', '--json'] : ['config', 'get', 'gateway.mode'];
  const { stdout, stderr, error } = spawnSync(command!, ['--release', release, folder, ...question], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (error) throw error;
  return (validates ? fromJson(stdout, stderr) : fromText(stderr)).map((issue) =>
    issue.replaceAll(/(?:\/[\w.-]+)+(?=\/state\b)/g, '$ROOT'),
  );
}

function fromJson(stdout: string, stderr: string): string[] {
  const start = stdout.indexOf('{');
  if (start < 0) throw new Error(`no answer: ${stderr}`);
  const { valid, issues = [] } = JSON.parse(stdout.slice(start)) as {
    valid: boolean;
    issues?: { path: string; message: string }[];
  };
  if (valid) return [];
  return issues.map(({ path, message }) => `${path}: ${message}`);
}

function fromText(stderr: string): string[] {
  const [, told] = /^Config invalid\n(?:.*\n)*?Problem:\n((?: {2}- .*\n)+)/m.exec(stderr) ?? [];
  if (!told && /Config invalid|Invalid config|Failed to read config/.test(stderr))
    throw new Error(`not understood: ${stderr}`);
  return (
    told
      ?.trimEnd()
      .split('\n')
      .map((line) => line.slice(4)) ?? []
  );
}

function read(): Verdicts {
  try {
    return JSON.parse(readFileSync(VERDICTS, 'utf8')) as Verdicts;
  } catch {
    return {};
  }
}

function write(): void {
  const lines = [...homes().keys()].map((home) => {
    const said = answers.get(home) ?? new Map<string, readonly string[]>();
    const groups = new Map<string, string[]>();
    for (const release of [...said.keys()].sort(compare)) {
      const issues = JSON.stringify(said.get(release));
      groups.set(issues, [...(groups.get(issues) ?? []), release]);
    }
    const verdicts = [...groups].map(
      ([issues, told]) => `{ "releases": ${JSON.stringify(told)}, "issues": ${issues} }`,
    );
    return `  ${JSON.stringify(home)}: [\n    ${verdicts.join(',\n    ')}\n  ]`;
  });
  writeFileSync(VERDICTS, `{\n${lines.join(',\n')}\n}\n`);
}
