import type { Source } from '../env/environment.ts';
import type { Exposure } from '../files.ts';
import type { Home } from '../home/home.ts';
import { textOf } from '../parse/tree.ts';
import { type Place, textAt } from '../text/file.ts';
import { basename } from '../text/path.ts';
import { code } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';
import { isLiteralSecret, isSecretVariable, SHORTEST_KEY } from './secret-texts.ts';

export const secretFileExposed: Rule = {
  id: 'secret-file-exposed',
  severity: 'warning',
  summary: 'git tracks a `.env` or a credential store with keys in it, or every user of the machine may read it',
  why: 'OpenClaw works as well with it; who has the repository, or an account on the machine, has the keys. `openclaw security audit` of 2026.9.6 looks at who may read credential stores, and neither at `.env` nor at git.',
  facts: ['8.10'],
  *check({ home }) {
    const exposures = new Map<string, Exposure | undefined>();
    const said = new Set<string>();
    for (const secret of secretsIn(home)) {
      const { path } = secret.at.file;
      if (!exposures.has(path)) exposures.set(path, home.exposure(path));
      const exposure = exposures.get(path);
      const finding = exposure && !said.has(path) && exposed(secret, exposure, home.live);
      if (!finding) continue;
      said.add(path);
      yield finding;
    }
  },
};

interface Secret {
  readonly at: Place;
  readonly what: string;
  /** in characters; unknown in a database */
  readonly length?: number;
}

function exposed(
  { at, what, length = SHORTEST_KEY }: Secret,
  { git, readableByAll }: Exposure,
  live: boolean,
): Finding | undefined {
  const name = basename(at.file.path);
  if (git === 'tracked' && length >= SHORTEST_KEY)
    return {
      at,
      message: `git tracks this file with ${what}: whoever can read the repository can use the key`,
      help: `run ${code(`git rm --cached ${name}`)}, list ${code(name)} in ${code('.gitignore')}, and replace the keys in it: git's history keeps them`,
    };
  // a checkout has whatever permissions git gave it
  if (readableByAll && (live || git === 'no-repository'))
    return {
      at,
      message: `every user of this machine may read this file with ${what}`,
      help: `run ${code(`chmod 600 ${name}`)}`,
    };
  return undefined;
}

const DOTENV: ReadonlySet<Source> = new Set(['cwd-dotenv', 'state-dotenv', 'gateway-env']);
const FIELDS = ['key', 'apiKey', 'token', 'access', 'refresh'];

/** What stands in the files whose purpose is to hold secrets. Those of the config are for plaintext-secret. */
function* secretsIn({ environment, stores }: Home): Iterable<Secret> {
  for (const { source, variables } of environment.layers)
    if (DOTENV.has(source))
      for (const { name, at, value } of variables.values())
        if (at && value && isSecretVariable(name) && isLiteralSecret(textAt(value)))
          yield { at, what: code(name), length: value.length };
  for (const { shape, file, profiles } of stores)
    for (const { id, at, entry, credential, reference } of profiles) {
      const what = `the credential ${code(id)}`;
      if (shape === 'sqlite' && credential === 'present' && !reference)
        yield { at: { file, offset: 0, length: 0 }, what };
      else
        for (const field of FIELDS) {
          const text = textOf(entry.get(field));
          if (text !== undefined && isLiteralSecret(text)) yield { at, what, length: text.length };
        }
    }
}
