/**
 * In the colours of the editor's theme, light, dark or of high contrast; a rule on `body svg` outweighs those of the
 * picture.
 */
const STYLE = `
body{padding:8px}
body svg{display:block;margin:auto;width:100%;min-width:480px;max-width:900px;height:auto;--page:var(--vscode-editor-background);--card:var(--vscode-editorWidget-background);--line:var(--vscode-contrastBorder,var(--vscode-editorWidget-border));--ink:var(--vscode-foreground);--soft:var(--vscode-descriptionForeground);--subscription:var(--vscode-charts-green);--metered:var(--vscode-charts-orange);--local:var(--vscode-charts-blue);--bad:var(--vscode-charts-red)}
p{font-size:var(--vscode-font-size);white-space:pre-wrap}`.replaceAll('\n', '');

/** The style of the picture is in it; no script runs and nothing is fetched, whatever stands in it. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** @param drawn the picture, or a sentence why there is none */
export function routePage(drawn: string): string {
  const body = drawn.startsWith('<svg ')
    ? drawn
    : `<p>${drawn.replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`)}</p>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><title>OpenClaw Route</title><style>${STYLE}</style></head><body>${body}</body></html>`;
}
