import type { Path } from '../parse/tree.ts';

/** Keys that no config can have: OpenClaw refuses them in a path. */
const BLOCKED = new Set(['__proto__', 'constructor', 'prototype']);
/** A key up to the next dot or bracket, where `\.` is no dot; or what brackets hold. */
const STEP = /\.?((?:[^.[\]\\]|\\.)+)|\[(?:(\d+)|("(?:[^"\\]|\\.)*")|'([^']*)'|([^\]"']+))\]/y;

/**
 * Reads a path as `openclaw config set` takes it: `agents.list[0].id`, `agents.defaults.models["openai/gpt-5.5"].alias`,
 * with `\.` for a dot in a key. Undefined if it cannot be read. A number without brackets may be a key or an index.
 */
export function readConfigPath(text: string): Path | undefined {
  const path: (string | number)[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < text.length) {
    const start = STEP.lastIndex;
    const [whole, plain, index, double, single, bare] = STEP.exec(text) ?? [];
    if (whole === undefined || (start === 0 && whole.startsWith('.')) || (start > 0 && /^[^.[]/.test(whole)))
      return undefined;
    const key = plain?.replace(/\\(.)/g, '$1') ?? unquoted(double) ?? single ?? bare?.trim();
    if (index === undefined && (!key?.trim() || BLOCKED.has(key))) return undefined;
    path.push(index === undefined ? key! : Number(index));
  }
  return path.length > 0 ? path : undefined;
}

function unquoted(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as string;
  } catch {
    return undefined;
  }
}
