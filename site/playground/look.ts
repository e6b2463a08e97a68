import { HighlightStyle, StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import { json } from '@codemirror/legacy-modes/mode/javascript';
import { properties } from '@codemirror/legacy-modes/mode/properties';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The colours are those of the page, light or dark. */
const THEME = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'var(--page)', fontSize: '14px' },
  '&.cm-focused': { outline: '2px solid var(--link)', outlineOffset: '-2px' },
  '.cm-content': { caretColor: 'var(--ink)', fontFamily: 'var(--mono)' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.5' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--ink)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--selection)',
  },
  '.cm-activeLine': { backgroundColor: 'var(--active)' },
  '.cm-gutters': { color: 'var(--soft)', backgroundColor: 'var(--card)', borderRight: '1px solid var(--line)' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--active)', color: 'var(--ink)' },
  '.cm-placeholder': { color: 'var(--soft)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'transparent',
    outline: '1px solid var(--soft)',
  },
  '.cm-tooltip': {
    color: 'var(--ink)',
    backgroundColor: 'var(--raised)',
    border: '1px solid var(--line)',
    borderRadius: '6px',
    maxWidth: 'min(40rem, 92vw)',
    overflowWrap: 'anywhere',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { color: 'var(--page)', backgroundColor: 'var(--link)' },
  '.cm-completionDetail': { color: 'inherit', fontStyle: 'normal', opacity: '1' },
  '.cm-completionIcon': { opacity: '1' },
  '.cm-diagnostic': { padding: '6px 10px', borderLeftWidth: '4px', whiteSpace: 'normal' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--bad)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--metered)' },
  '.cm-diagnostic-info': { borderLeftColor: 'var(--local)' },
  '.cm-diagnostic-hint': { borderLeftColor: 'var(--soft)' },
  '.cm-lintRange': { backgroundImage: 'none', paddingBottom: '0' },
  '.cm-lintRange-error': { textDecoration: 'underline wavy 1.5px var(--bad)', textUnderlineOffset: '3px' },
  '.cm-lintRange-warning': { textDecoration: 'underline wavy 1.5px var(--metered)', textUnderlineOffset: '3px' },
  '.cm-lintRange-info': { textDecoration: 'underline wavy 1.5px var(--local)', textUnderlineOffset: '3px' },
  '.cm-lintRange-hint': { textDecoration: 'underline dotted 2px var(--soft)', textUnderlineOffset: '3px' },
  '.cm-lintRange-active': { backgroundColor: 'var(--active)' },
  '.cm-panels': { color: 'var(--ink)', backgroundColor: 'var(--card)' },
  '.cm-searchMatch': { backgroundColor: 'var(--selection)' },
  '.cm-lsp-hover-tooltip': { padding: '4px 10px', maxHeight: '20rem', overflow: 'auto' },
});

const WORDS = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.variableName)], color: 'var(--key)' },
  { tag: [tags.string, tags.quote], color: 'var(--text)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom, tags.keyword], color: 'var(--value)' },
  { tag: tags.comment, color: 'var(--soft)', fontStyle: 'italic' },
]);

const tokenTable = { property: tags.propertyName };
const DOTENV = StreamLanguage.define({ ...properties, tokenTable });
const JSON5 = StreamLanguage.define<unknown>({
  ...json,
  tokenTable,
  token(stream, state) {
    const style = json.token(stream, state);
    return style === 'string property' ? 'property' : style;
  },
});

export const lookOf = (name: string): Extension => [
  THEME,
  syntaxHighlighting(WORDS),
  /(?:^|\/)\.env|\.env$/.test(name) ? DOTENV : JSON5,
];
