/**
 * In the font, size and colours of the editor's theme, light, dark or of high contrast: the page has none of its own.
 * What is paid is a mark and a word, so nothing depends on colour alone, and no text is paler than the editor's.
 */
const STYLE = `
body{padding:4px 12px 16px;color:var(--vscode-editor-foreground,var(--vscode-foreground));font-family:var(--vscode-font-family);font-size:max(var(--vscode-editor-font-size,14px),var(--vscode-font-size,13px));line-height:1.45;overflow-wrap:anywhere}
main{max-width:1000px;margin:auto}
h1{font-size:1.2em;margin:.6em 0 0}h2{font-size:1.05em;margin:0}
p{margin:.15em 0;white-space:pre-wrap}
.cards{list-style:none;margin:.8em 0 0;padding:0}
.cards>li{border:1px solid var(--vscode-contrastBorder,var(--vscode-editorWidget-border,currentColor));border-radius:6px;padding:.6em .8em;margin:0 0 .8em}
.cards ol,.cards ul ol{margin:.4em 0;padding:0 0 0 2.2em}
.cards ol>li{margin:.35em 0;padding-left:.2em}
.cards ol>li::marker{font-weight:bold}
.cards ol>li{border-left:4px solid var(--vscode-editor-foreground);padding-left:.6em}
.cards ol>li.subscription{border-color:var(--vscode-charts-green)}.cards ol>li.metered{border-color:var(--vscode-charts-orange)}.cards ol>li.local{border-color:var(--vscode-charts-blue)}.cards ol>li.bad{border-color:var(--vscode-charts-red)}
main code{font-family:var(--vscode-editor-font-family,monospace);font-size:1em;color:inherit;background:none;padding:0;font-weight:bold}
.trouble{border-left:4px solid var(--vscode-charts-red);padding-left:.6em}
main a{color:var(--vscode-textLink-foreground);text-decoration:underline}
main a:focus{outline:1px solid var(--vscode-focusBorder);outline-offset:2px}`.replaceAll('\n', '');

/** No script runs and nothing is fetched, whatever stands in it; links are commands of this extension. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** The command that opens a line, called by the links of the page. */
export const OPEN_LINE = 'clawlint.openLine';

/** @param drawn the body that the server made, or a sentence why there is none */
export function routePage(drawn: string): string {
  const body = drawn.startsWith('<main>')
    ? drawn.replace(/href="([^"]*)#L(\d+),(\d+)"/g, (_, uri: string, line: string, column: string) =>
        link(uri, line, column),
      )
    : `<p>${drawn.replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`)}</p>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><title>OpenClaw Route</title><style>${STYLE}</style></head><body>${body}</body></html>`;
}

/** @param uri as it stands in the page: some characters are entities */
function link(uri: string, line: string, column: string): string {
  const plain = uri.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
  return `href="command:${OPEN_LINE}?${encodeURIComponent(JSON.stringify([plain, Number(line), Number(column)]))}"`;
}
