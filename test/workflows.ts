/** A workflow of GitHub Actions, as far as it is looked at. */
export interface Workflow {
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly permissions: object;
  readonly steps: readonly { readonly run?: string; readonly 'working-directory'?: string }[];
}

/** What its jobs type, in order. */
export const stepsOf = ({ jobs }: Workflow): { readonly script: string; readonly folder: string }[] =>
  Object.values(jobs).flatMap(({ steps }) =>
    steps.flatMap(({ run, 'working-directory': folder = '.' }) => (run === undefined ? [] : [{ script: run, folder }])),
  );
