import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { CLI, FIXTURES, ROOT } from './fixtures.ts';

const isInstalled = ['hx --version', 'tmux -V'].every((command) => spawnSync(command, { shell: true }).status === 0);

/** Helix in a terminal of its own, with the configuration that the manual of the editors gives. */
class Helix {
  readonly #socket: string;

  constructor(readonly folder: string) {
    const [, config] = /^## Helix\n[^]*?```toml\n([^]*?)```/m.exec(
      readFileSync(join(ROOT, 'editors/README.md'), 'utf8'),
    )!;
    mkdirSync(join(folder, '.config/helix'), { recursive: true });
    writeFileSync(join(folder, '.config/helix/languages.toml'), config!);
    mkdirSync(join(folder, 'bin'));
    // in the place of a clawlint that is installed
    writeFileSync(join(folder, 'bin/npx'), `#!/bin/sh\nshift\nexec '${process.execPath}' '${CLI}' "$@"\n`, {
      mode: 0o755,
    });
    this.#socket = join(folder, 'tmux');
    const env = {
      PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
      HOME: folder,
      LANG: 'C.UTF-8',
      TERM: 'xterm-256color',
    };
    execFileSync(
      'tmux',
      [
        '-S',
        this.#socket,
        '-f',
        '/dev/null',
        'new-session',
        '-d',
        '-x',
        '130',
        '-y',
        '45',
        '-c',
        join(folder, 'home'),
        'hx openclaw.json',
      ],
      { env },
    );
  }

  screen(): string {
    return this.#tmux('capture-pane', '-p');
  }

  /** Presses keys, a text for each, or tmux's name of the key. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      this.#tmux('send-keys', key);
      await sleep(key === 'Escape' ? 200 : 20); // what follows at once would be a key with Alt
    }
  }

  async shows(what: RegExp): Promise<void> {
    for (let left = 200; !what.test(this.screen()); left--) {
      assert.ok(left > 0, `${what} was never on the screen:\n${this.screen()}`);
      await sleep(50);
    }
  }

  async search(text: string): Promise<void> {
    await this.press('g', 'g', '/', text, 'Enter');
  }

  close(): void {
    this.#tmux('kill-server');
  }

  #tmux(...args: string[]): string {
    return execFileSync('tmux', ['-S', this.#socket, ...args], { encoding: 'utf8' });
  }
}

test('Helix shows findings, hover, fixes and an outline, and renames', {
  skip: !isInstalled && 'hx or tmux is not installed',
}, async (context: TestContext) => {
  const folder = mkdtempSync(join(tmpdir(), 'clawlint-helix-'));
  cpSync(join(FIXTURES, 'homes/example'), join(folder, 'home'), { recursive: true });
  const helix = new Helix(folder);
  context.after(() => {
    helix.close();
    rmSync(folder, { recursive: true, maxRetries: 5 });
  });
  await helix.shows(/openclaw\.json +● 4 ● 1 /);

  await helix.search('primary: "so');
  await helix.press('Space', 'k');
  await helix.shows(/attempt 1 +anthropic:subscription/);
  await helix.press('Escape');

  await helix.search('\\["mi');
  await helix.press('Space', 'r');
  await helix.shows(/rename-to:mini/);
  await helix.press('C-u', 'tiny', 'Enter');
  await helix.shows(/alias: "tiny"[^]*fallbacks: \["tiny"/);

  await helix.search('anthropic:apii');
  await helix.press('Space', 'a');
  await helix.shows(/declare the profile/);
  await helix.press('Enter');
  await helix.shows(/"anthropic:api"\]/);

  await helix.press('Space', 's');
  await helix.shows(/object anthropic:subscription/);
  await helix.press('Escape');

  await helix.press(':', 'o .env', 'Enter');
  await helix.shows(/ANTHROPIC_KEY[^]*\.env +● 1 /);
  await helix.press('g', 'e', 'o', 'MINIMAX_API_KEY=x', 'Escape', ':', 'o openclaw.json', 'Enter');
  await helix.shows(/openclaw\.json \[\+\] +● 2 ● 1 /);
});
