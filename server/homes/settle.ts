/**
 * For a server that has answered its first questions. Each keystroke leaves little behind: a small space for young
 * objects is as fast, and saves 20 MB. In Node 20 V8 compiles on other threads so readily that one keystroke in twenty
 * waits half as long again; later versions are more patient by themselves.
 */
export function settle(): void {
  const v8 = process.getBuiltinModule?.('node:v8');
  v8?.setFlagsFromString('--semi-space-growth-factor=1');
  if (process.versions.v8.startsWith('11.')) v8?.setFlagsFromString('--interrupt-budget=1000000');
}
