/** The severity of a rule's findings, or `off`. */
export type Level = (typeof LEVELS)[number];
export const LEVELS = ['off', 'info', 'warning', 'error'] as const;

export const PROJECT_FILE = 'clawlint.json';

/**
 * What a value is: `names` and `paths` are lists of texts, or one; `patterns` are written as in a `.gitignore`; `levels`
 * maps rules to levels, `types` profiles to kinds of credentials; a `path` is one; `files` are other such files, `parts` objects for some
 * homes only.
 */
export type Takes =
  | 'text'
  | 'path'
  | 'release'
  | 'levels'
  | 'types'
  | 'names'
  | 'paths'
  | 'patterns'
  | 'files'
  | 'parts';

export interface ProjectKey {
  readonly takes: Takes;
  readonly says: string;
  /** what can be different for some homes: it may stand in `overrides` */
  readonly perHome?: true;
}

export const TYPES = ['api_key', 'token', 'oauth'] as const;

/** What a `clawlint.json` may say. It is read by this table, and its schema is made from it. */
export const PROJECT_KEYS: ReadonlyMap<string, ProjectKey> = new Map(
  Object.entries<ProjectKey>({
    $schema: { takes: 'text', says: 'Where editors find the schema of this file.' },
    extends: {
      takes: 'files',
      says: 'Other files of this kind, which count before this one: a path from here, or the name of a package that has a `clawlint.json`.',
    },
    release: { takes: 'release', says: 'The release of OpenClaw to answer for.', perHome: true },
    rules: { takes: 'levels', says: 'What becomes of the findings of a rule.', perHome: true },
    variables: {
      takes: 'names',
      says: 'Variables that are set elsewhere, such as by the service that runs OpenClaw.',
      perHome: true,
    },
    envFiles: {
      takes: 'paths',
      says: 'Files in the syntax of `.env` whose variables will be set, too.',
      perHome: true,
    },
    providers: {
      takes: 'names',
      says: 'Model providers that exist elsewhere, such as in a plugin of your own.',
      perHome: true,
    },
    plugins: { takes: 'names', says: 'Plugins that are installed where OpenClaw runs.', perHome: true },
    profiles: {
      takes: 'types',
      says: 'Auth profiles that are stored where OpenClaw runs, and their types.',
      perHome: true,
    },
    snapshot: { takes: 'path', says: 'A file that `clawlint snapshot` wrote.', perHome: true },
    ignore: {
      takes: 'patterns',
      says: 'Folders and configs that are not to be looked for in a search, written as in a `.gitignore`, from here.',
    },
    overrides: {
      takes: 'parts',
      says: 'What counts for some homes only: those whose config one of `paths` matches.',
    },
  }),
);

/** Which homes an override is for. */
export const PATHS: ProjectKey = {
  takes: 'patterns',
  says: 'Which configs, written as in a `.gitignore`, from the folder of this file.',
};

export const HOME_KEYS: readonly string[] = [...PROJECT_KEYS].flatMap(([key, { perHome }]) => (perHome ? key : []));
