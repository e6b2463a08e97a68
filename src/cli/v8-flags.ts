/**
 * V8 compiles what runs often once more, on other threads, and at its end a process waits for what is half done. In
 * runs of a tenth of a second that takes longer than it saves. By version of V8: the options that hold it back, and the
 * usual ones.
 */
const OPTIONS: readonly (readonly [from: number, below: number, patient: string, usual: string])[] = [
  [11, 12, '--interrupt-budget=400000', '--interrupt-budget=67584'], // Node 20
  [12, 13, '--invocation-count-for-turbofan=18000', '--invocation-count-for-turbofan=3000'], // Node 22
  [13, 15, '--no-maglev', '--maglev'], // Node 24 and 26
];

/** Makes V8 wait longer before it optimizes; to be called when there is more to do than loading this costs (1 ms). */
export function compileLess(): void {
  const version = Number.parseInt(process.versions.v8, 10);
  const known = OPTIONS.find(([from, below]) => version >= from && version < below);
  const v8 = known && process.getBuiltinModule?.('node:v8');
  if (!v8) return;
  const [, , patient, usual] = known;
  v8.setFlagsFromString(patient);
  // compiled code that is kept (start.ts) fits runs with the same options only
  process.prependOnceListener('exit', () => v8.setFlagsFromString(usual));
}
