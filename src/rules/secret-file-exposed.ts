import type { Source } from '../env/environment.ts';
import type { Exposure } from '../files.ts';
import type { Home } from '../home/home.ts';
import { textOf } from '../parse/tree.ts';
import type { Place } from '../text/file.ts';
import { basename } from '../text/path.ts';
import { code } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';
import { isLiteralSecret, isSecretVariable } from './secret-texts.ts';

export const secretFileExposed: Rule = {
  id: 'secret-file-exposed',
  severity: 'warning',
  summary: 'git tracks a `.env` or a credential store with keys in it, or every user of the machine may read it',
  why: 'OpenClaw works as well with it; who has the repository, or an account on the machine, has the keys. `openclaw security audit` of 2026.9.6 looks at who may read credential stores, and neither at `.env` nor at git.',
  facts: ['8.10'],
  *check({ home }) {
    const seen = new Set<string>();
    for (const { at, what } of secretFiles(home)) {
      const { path } = at.file;
      if (seen.has(path)) continue;
      seen.add(path);
      const exposure = home.exposure(path);
      const said = exposure && exposed(exposure, what, basename(path), home.live);
      if (said) yield { at, ...said };
    }
  },
};

function exposed(
  { git, readableByAll }: Exposure,
  what: string,
  name: string,
  live: boolean,
): Pick<Finding, 'message' | 'help'> | undefined {
  if (git === 'tracked')
    return {
      message: `git tracks this file with ${what}: whoever can read the repository can use the key`,
      help: `run ${code(`git rm --cached ${name}`)}, list ${code(name)} in ${code('.gitignore')}, and replace the keys in it: git's history keeps them`,
    };
  // a checkout has whatever permissions git gave it
  if (readableByAll && (live || git === 'no-repository'))
    return {
      message: `every user of this machine may read this file with ${what}`,
      help: `run ${code(`chmod 600 ${name}`)}`,
    };
  return undefined;
}

/** The files whose purpose is to hold secrets, each at a secret in it. The config's own are for plaintext-secret. */
function* secretFiles({ environment, stores }: Home): Iterable<{ at: Place; what: string }> {
  for (const { source, file, variables } of environment.layers)
    if (file && DOTENV.has(source))
      for (const { name, at, value } of variables.values())
        if (at && value && isSecretVariable(name) && isKey(textAt(value))) yield { at, what: code(name) };
  for (const { shape, file, profiles } of stores)
    for (const { id, at, entry, credential, reference } of profiles)
      if (
        shape === 'sqlite'
          ? credential === 'present' && !reference
          : FIELDS.some((field) => isKey(textOf(entry.get(field)) ?? ''))
      )
        yield { at: shape === 'sqlite' ? { file, offset: 0, length: 0 } : at, what: `the credential ${code(id)}` };
}

const DOTENV: ReadonlySet<Source> = new Set(['cwd-dotenv', 'state-dotenv', 'gateway-env']);
const FIELDS = ['key', 'apiKey', 'token', 'access', 'refresh'];

/** In characters; what is shorter is a word for a local server, or made up. */
const SHORTEST_KEY = 16;
const isKey = (text: string): boolean => text.length >= SHORTEST_KEY && isLiteralSecret(text);

const textAt = ({ file, offset, length }: Place): string => file.text.slice(offset, offset + length);
