import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { print } from '../../src/cli/output.ts';
import { UsageError } from '../../src/cli/values.ts';
import { printable } from '../../src/report/printable.ts';
import { readable } from '../../src/report/readable.ts';
import { Homes } from './homes.ts';
import { serveTools } from './served-tools.ts';
import { toolsFor } from './tools.ts';

declare const VERSION: string;

/** For what a server asks of its client's user, which this one does not; the kit would bring ajv for it. */
function neverAsked(): never {
  throw new Error('no schema is checked');
}

/** `clawlint mcp [PATH…] [--write]`: a Model Context Protocol server on standard input and output. */
const told = process.argv.slice(3);
try {
  const odd = told.find((each) => each.startsWith('-') && each !== '--write');
  if (odd) throw new UsageError(`mcp takes homes and --write, not ${JSON.stringify(odd)}`);
  const homes = new Homes(told.filter((each) => each !== '--write'));
  const server = new Server(
    { name: 'clawlint', version: VERSION },
    {
      capabilities: { tools: {} },
      jsonSchemaValidator: { getValidator: neverAsked },
      instructions:
        'Checks and explains openclaw.json: model routing, credentials, the whole config. Before you edit a config, ask `propose`; never edit it with a shell.',
    },
  );
  serveTools(server, toolsFor(homes, told.includes('--write')));
  void server.connect(new StdioServerTransport());
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  print(`clawlint: ${printable(readable(error.message))}\n`, 2);
  process.exitCode = 2;
}
