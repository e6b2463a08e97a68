import type { JsonFinding } from './json.ts';

/**
 * A name for each finding that stays the same while lines move: of its rule, file, config path and message. Equal ones
 * in a report are told apart by their number. 16 hexadecimal digits, and `-2`, `-3` … behind those that come again.
 */
export function fingerprints(findings: readonly JsonFinding[]): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ rule, file, path, message }) => {
    const hash = fnv1a([rule, file, path, message].join('\n'));
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return count === 1 ? hash : `${hash}-${count}`;
  });
}

/** FNV-1a of 64 bits over UTF-16 code units: the engine has no cryptography, and nobody gains by a collision. */
function fnv1a(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i++) hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}
