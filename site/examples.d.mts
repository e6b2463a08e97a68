export interface Example {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly rules: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

export function examples(): Example[];
export function filesIn(folder: string): Record<string, string>;
