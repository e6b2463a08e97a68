/** Writes all pages of the manual into a folder. */
export function writePages(options: {
  readonly root: string;
  readonly to: string;
  readonly base: string;
  readonly filesIn: (folder: string) => Record<string, string>;
}): { readonly rules: readonly string[]; readonly docs: Readonly<Record<string, string>> };
