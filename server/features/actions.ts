import type { CodeAction, CreateFile, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import type { Diagnostic, Edit, Fix, Suggestion } from '../../src/rules/rule.ts';
import type { Source } from '../homes/documents.ts';
import type { CheckedHome } from '../homes/home.ts';
import { changesOf } from '../protocol/changes.ts';
import { rangeOf, type UriOf } from '../protocol/positions.ts';
import { type Shown, toLsp } from './diagnostics.ts';
import { definitions } from './missing-definitions.ts';
import { silence } from './silence.ts';

const QUICK = 'quickfix';
export const FIX_ALL = 'source.fixAll.clawlint';
export const KINDS: string[] = [QUICK, FIX_ALL];

/**
 * Code actions for a range: fixes and suggestions of its findings, missing definitions of its names, and all safe fixes
 * of the document at once.
 * @param only the kinds that the client asks for; undefined: all
 */
export function actions(
  home: CheckedHome,
  source: Source,
  start: number,
  end: number,
  only: readonly string[] | undefined,
  { shown, creates }: { shown: Shown; creates: boolean },
  uri: UriOf,
): CodeAction[] {
  const wants = (kind: string) => !only || only.some((each) => kind === each || kind.startsWith(`${each}.`));
  const { mask, result } = home;
  const here = result.diagnostics.filter(({ at }) => at.file === source.file);
  const { rules } = home.settings();
  const found: CodeAction[] = [];
  const quiet: CodeAction[] = [];
  if (wants(QUICK)) {
    for (const diagnostic of here.filter(({ at }) => at.offset <= end && start <= at.offset + at.length)) {
      const severity = rules.get(diagnostic.rule) ?? diagnostic.severity;
      if (severity === 'off') continue;
      const of = [toLsp(diagnostic, severity, mask, shown, uri)];
      for (const change of changesFor(diagnostic)) {
        const edit = editOf(change.edits, home, creates, uri);
        if (edit)
          found.push({
            title: mask.line(change.title),
            kind: QUICK,
            diagnostics: of,
            edit,
            ...(change === diagnostic.fix && isCertain(change) && { isPreferred: true }),
          });
      }
      for (const { title, edits } of silence(diagnostic, home)) {
        const edit = editOf(edits, home, creates, uri);
        if (edit) quiet.push({ title, kind: QUICK, diagnostics: of, edit });
      }
    }
    for (const { title, edits } of definitions(home, source, start, end)) {
      const edit = editOf(edits, home, creates, uri);
      if (edit) found.push({ title: mask.line(title), kind: QUICK, edit });
    }
    found.push(...quiet);
  }
  const all = wants(FIX_ALL)
    ? fixAll(
        here.filter(({ rule }) => rules.get(rule) !== 'off').flatMap(({ fix }) => (fix && isCertain(fix) ? [fix] : [])),
        home,
        uri,
      )
    : undefined;
  if (all) found.push({ title: 'fix all that is certain', kind: FIX_ALL, edit: all });
  return found;
}

const changesFor = ({ fix, suggestions = [] }: Diagnostic): readonly Suggestion[] => (fix ? [fix] : suggestions);

/** What may be applied without review, by a client that fixes on save. */
const isCertain = ({ unsafe }: Fix): boolean => !unsafe;

/** Fixes that do not overlap, each complete. */
function fixAll(fixes: readonly Fix[], home: CheckedHome, uri: UriOf): WorkspaceEdit | undefined {
  const taken: Edit[] = [];
  for (const { edits } of fixes)
    if (isSafe(edits, home) && !edits.some((edit) => taken.some((other) => meets(edit, other)))) taken.push(...edits);
  return taken.length > 0 ? editOf(taken, home, false, uri) : undefined;
}

const meets = ({ at: a }: Edit, { at: b }: Edit): boolean =>
  a.file === b.file && a.offset <= b.offset + b.length && b.offset <= a.offset + a.length;

/** Leaves out a fix that would repeat a secret. */
const isSafe = (edits: readonly Edit[], { mask }: CheckedHome): boolean => edits.every(({ text }) => mask.allows(text));

/** @param creates the client can create files; else a change of one that is not there is none */
function editOf(edits: readonly Edit[], home: CheckedHome, creates: boolean, uri: UriOf): WorkspaceEdit | undefined {
  if (!isSafe(edits, home)) return undefined;
  const changes = changesOf(
    edits.map(({ at, text }) => ({ uri: uri(at.file.path), range: rangeOf(at), newText: text })),
  );
  const missing = [...new Set(edits.map(({ at }) => at.file.path))]
    .filter((path) => home.files.read(path, 0) === undefined)
    .map(uri);
  if (missing.length === 0) return { changes };
  if (!creates) return undefined;
  const created = missing.map((each): CreateFile => ({ kind: 'create', uri: each, options: { ignoreIfExists: true } }));
  return {
    documentChanges: [
      ...created,
      ...Object.entries(changes).map(
        ([each, inside]): TextDocumentEdit => ({ textDocument: { uri: each, version: null }, edits: inside }),
      ),
    ],
  };
}
