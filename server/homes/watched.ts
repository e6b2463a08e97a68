/** The files whose changes on disk can matter to a home. An included file may be called anything. */
export const WATCHED = ['**/*.{json,json5}', '**/.env*', '**/gateway.env', '**/*.sqlite{,-wal}'].map((globPattern) => ({
  globPattern,
}));
