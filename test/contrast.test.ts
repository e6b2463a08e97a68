import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { toSvg } from '../src/explain/svg.ts';

// Every colour that a picture uses, text and marks, against what lies behind it, in both themes (WCAG 2.2, 1.4.3).

type Colours = Readonly<Record<string, string>>;
const svg = toSvg({ title: 'x', text: 'x', cards: [], notes: [] } as never, { href: () => '#' });

const [LIGHT, DARK] = [...svg.matchAll(/svg\{[^}]*\}/g)].map(([rule]): Colours => {
  return Object.fromEntries([...rule.matchAll(/--(\w+):(#[0-9a-f]+)/g)].map(([, name, colour]) => [name!, colour!]));
});

/** The relative luminance of `#rgb` or `#rrggbb`, from 0 to 1. */
function luminance(colour: string): number {
  const hex = colour.length === 4 ? colour.replace(/[0-9a-f]/g, '$&$&') : colour;
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

for (const [theme, colours] of Object.entries({ light: LIGHT, dark: DARK }))
  for (const name of ['ink', 'soft', 'link', 'subscription', 'metered', 'local', 'unknown', 'bad'])
    for (const behind of ['page', 'card'])
      test(`${name} on ${behind} has a contrast of 4.5 : 1 in the ${theme} theme`, () => {
        const found = contrast(colours![name]!, colours![behind]!);
        assert.ok(found >= 4.5, `${found.toFixed(2)} : 1`);
      });

test('the numbers of the attempts have it on each of their marks, in both themes', () => {
  for (const colours of [LIGHT!, DARK!])
    for (const mark of ['subscription', 'metered', 'local', 'unknown', 'bad']) {
      const found = contrast(colours.page!, colours[mark]!);
      assert.ok(found >= 4.5, `${mark}: ${found.toFixed(2)} : 1`);
    }
});

test('black on white is 21 : 1, and a grey that is too light is seen', () => {
  assert.equal(contrast('#000', '#fff'), 21);
  assert.ok(contrast('#999', '#ffffff') < 4.5);
});

test('no text of a picture is smaller than an editor shows it', () => {
  const sizes = [...svg.matchAll(/font-size:(\d+)px/g)].map(([, size]) => Number(size));
  assert.ok(sizes.length > 0 && Math.min(...sizes) >= 14, sizes.join(', '));
});

test('the route view of VS Code takes its colours and the size of its text from the editor', () => {
  const page = readFileSync(new URL('../editors/vscode/src/route-page.ts', import.meta.url), 'utf8');
  assert.match(page, /--vscode-editor-font-size|--vscode-font-size/);
});
