import type { JsonFinding } from './json.ts';

/**
 * An id for each finding that is stable while lines move, made from rule, file, config path and message: 16 hexadecimal
 * digits, with `-2`, `-3`, … for repetitions in a report.
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

/** 64-bit FNV-1a over UTF-16 code units: the engine has no cryptography, and nobody gains from a collision. */
function fnv1a(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i++) hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}
