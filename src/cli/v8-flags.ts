/**
 * V8 recompiles hot code on other threads, and an exiting process waits for unfinished compilation. In runs of a tenth
 * of a second that costs more than it saves. By version of V8: the options that delay it, and the defaults.
 */
const OPTIONS: readonly (readonly [from: number, below: number, patient: string, usual: string])[] = [
  [11, 12, '--interrupt-budget=400000', '--interrupt-budget=67584'], // Node 20
  [12, 13, '--invocation-count-for-turbofan=18000', '--invocation-count-for-turbofan=3000'], // Node 22
  [13, 15, '--no-maglev', '--maglev'], // Node 24 and 26
];

/** Makes V8 optimize later. Worth calling only for longer runs, as loading this takes 1 ms. */
export function compileLess(): void {
  const version = Number.parseInt(process.versions.v8, 10);
  const known = OPTIONS.find(([from, below]) => version >= from && version < below);
  const v8 = known && process.getBuiltinModule?.('node:v8');
  if (!v8) return;
  const [, , patient, usual] = known;
  v8.setFlagsFromString(patient);
  // kept compiled code (start.ts) fits only runs with the same options
  process.prependOnceListener('exit', () => v8.setFlagsFromString(usual));
}
