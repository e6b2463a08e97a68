import { commands, type ExtensionContext, window } from 'vscode';
import { clientFor } from './client.ts';
import { pickFile } from './file-picker.ts';
import { adoptIncluded } from './included.ts';
import { openLine } from './open-line.ts';
import { showRelease } from './release-status.ts';
import { OPEN_LINE } from './route-page.ts';
import { RouteView } from './route-view.ts';

let stop = async (): Promise<void> => {};

export async function activate(context: ExtensionContext): Promise<void> {
  const output = window.createOutputChannel('clawlint', { log: true });
  const client = clientFor(context.asAbsolutePath('out/cli.cjs'), output);
  const route = new RouteView(client);
  context.subscriptions.push(
    output,
    route,
    commands.registerCommand('clawlint.showRoute', (asked: unknown) => route.show(asked)),
    commands.registerCommand(OPEN_LINE, (uri: unknown, line: unknown, column: unknown) =>
      openLine(client, uri, line, column),
    ),
    commands.registerCommand('clawlint.showHome', () => pickFile(client)),
    commands.registerCommand('clawlint.restart', () => client.restart()),
    showRelease(client),
    adoptIncluded(client),
  );
  stop = () => client.dispose();
  await client.start();
}

export const deactivate = (): Promise<void> => stop();
