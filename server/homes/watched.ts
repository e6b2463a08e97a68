/** The files whose changes on disk can affect a home. An included file may have any name. */
export const WATCHED = ['**/*.{json,json5}', '**/.env*', '**/gateway.env', '**/*.sqlite{,-wal}'].map((globPattern) => ({
  globPattern,
}));
