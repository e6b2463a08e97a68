import { readYaml } from '#yaml';
import type { Options, Result } from '../check.ts';
import { homeInTemplate, homesIn, type ManifestHome } from '../home/manifest.ts';
import type { Level } from '../home/project.ts';
import { CERTAIN_IN_TEMPLATES, filledIn } from '../home/template.ts';
import { printable } from '../report/printable.ts';
import type { Diagnostic } from '../rules/rule.ts';
import { basename } from '../text/path.ts';
import { display, print } from './output.ts';
import { UsageError } from './values.ts';

/** Whether homes are looked for in the text of a file. */
export const isDocument = (path: string): boolean => /\.(?:ya?ml|j2|tmpl|gotmpl|tpl)$/i.test(path);

/** The homes in a manifest or template. @throws UsageError where it is no YAML, or there is none in it */
export function homesInDocument(path: string, text: string): readonly ManifestHome[] {
  if (!/\.ya?ml(?:\.\w+)?$/i.test(path)) return told(path, [homeInTemplate(path, text)]);
  const plain = filledIn(text);
  const stream = readYaml(plain);
  const { trouble } = stream;
  const shown = printable(display(path));
  if (trouble)
    throw new UsageError(
      `${shown}:${trouble.line}:${trouble.column}: this is no YAML that can be read (${trouble.code})${plain === text ? '' : '; it is a template: check what it is rendered to'}`,
    );
  const homes = homesIn(path, text, stream);
  if (homes.length === 0)
    throw new UsageError(
      /^openclaw\.ya?ml$/.test(basename(path))
        ? `OpenClaw reads no ${shown}: write the same as JSON5 into openclaw.json`
        : `no text in ${shown} is a config of OpenClaw, which reads JSON5 only: in YAML it is the value of a key openclaw.json`,
    );
  return told(path, homes);
}

function told(path: string, homes: readonly ManifestHome[]): readonly ManifestHome[] {
  if (homes.some(isTemplated)) note(path, 'only keys and values that are written out are checked');
  return homes;
}

const note = (path: string, says: string): number =>
  print(`clawlint: ${printable(display(path))} is a template: ${says}\n`, 2);

const SETS = 'have a container of this file set it, by `env` or `envFrom`';

/** What differs for such a home: who reads it sets variables elsewhere, unless that is all in sight. */
export function manifestSettings({ variables, isSecret }: ManifestHome, levels: ReadonlyMap<string, Level>): Options {
  const off: [string, Level][] = [
    ...(variables ? [] : (['missing-env-var', 'missing-provider-credential'] as const)),
    ...(isSecret ? (['plaintext-secret'] as const) : []),
  ].map((rule) => [rule, 'off']);
  return { ...(variables && { processEnvironment: variables }), levels: new Map([...off, ...levels]) };
}

/** The findings of such a home that are certain; no change is offered, as it would not be one of the YAML. */
export function certainIn(result: Result, manifest: ManifestHome): Result {
  const { diagnostics } = result;
  if (isTemplated(manifest) && diagnostics.some(({ rule }) => rule === 'json5-syntax'))
    note(manifest.path, 'where its brackets are is open until it is filled in, so nothing was checked');
  return {
    ...result,
    diagnostics: diagnostics
      .filter((each) => isCertain(each, manifest))
      .map(({ fix: _, suggestions: __, ...finding }) =>
        finding.rule === 'missing-env-var' ? { ...finding, help: SETS } : finding,
      ),
  };
}

function isCertain({ rule, at }: Diagnostic, manifest: ManifestHome): boolean {
  if (!isTemplated(manifest)) return true;
  return CERTAIN_IN_TEMPLATES.has(rule) && !manifest.filled.has(at.file.shownPosition(at.offset).line);
}

/** Whether part of the config itself is filled in later. */
function isTemplated({ config, texts, enclosing, filled }: ManifestHome): boolean {
  const { place } = enclosing.get(config)!;
  const count = texts.get(config)!.split('\n').length;
  for (let line = 1; line <= count; line++) if (filled.has(place({ line, column: 1 }).line)) return true;
  return false;
}
