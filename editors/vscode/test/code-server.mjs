// VS Code on this machine, as the npm package code-server serves it to a browser, with nothing but this extension in
// it.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';

const SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'window.commandCenter': false,
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'editor.cursorBlinking': 'solid',
  'editor.fontFamily': 'DejaVu Sans Mono',
  'breadcrumbs.enabled': false,
  'workbench.layoutControl.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.colorTheme': 'Default Light Modern',
  'extensions.ignoreRecommendations': true,
  'extensions.autoCheckUpdates': false,
  // as somebody has it who wants the editor's own JSON server for this file
  'files.associations': { 'clawdbot.json': 'json' },
};

/**
 * @param {string} installed the folder in which code-server is installed
 * @param {string} place an empty folder for all that VS Code keeps
 * @param {string} vsix
 */
export async function startCode(installed, place, vsix) {
  const entry = createRequire(join(installed, 'package.json')).resolve('code-server/out/node/entry.js');
  const own = [
    '--config',
    join(place, 'config.yaml'),
    '--user-data-dir',
    join(place, 'data'),
    '--extensions-dir',
    join(place, 'extensions'),
  ];
  mkdirSync(join(place, 'data/User'), { recursive: true });
  writeFileSync(join(place, 'config.yaml'), 'auth: none\n');
  writeFileSync(join(place, 'data/User/settings.json'), JSON.stringify(SETTINGS, null, 2));
  const { PATH, LANG = 'C.UTF-8' } = process.env;
  const env = { PATH, LANG, HOME: place, EXTENSIONS_GALLERY: '{"serviceUrl":""}' }; // nothing is looked up anywhere
  const { status, stdout, stderr } = spawnSync(process.execPath, [entry, ...own, '--install-extension', vsix], {
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the extension cannot be installed:\n${stdout}${stderr}`);
  const port = await freePort();
  const server = spawn(
    process.execPath,
    [
      entry,
      ...own,
      '--bind-addr',
      `127.0.0.1:${port}`,
      '--disable-telemetry',
      '--disable-update-check',
      '--disable-workspace-trust',
      '--disable-getting-started-override',
    ],
    { env, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk) => (said += chunk));
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    if (
      await fetch(`${url}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return { url, said: () => said, stop: () => new Promise((done) => server.once('exit', done).kill()) };
    if (tries > 150 || server.exitCode !== null) throw new Error(`code-server does not start:\n${said}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}
