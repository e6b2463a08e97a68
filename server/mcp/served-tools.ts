import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  type Tool as Listed,
  ListToolsRequestSchema,
  type ToolAnnotations,
} from '@modelcontextprotocol/sdk/types.js';
import * as z from 'zod';
import { printable } from '../../src/report/printable.ts';
import { readable } from '../../src/report/readable.ts';
import { inputSchema } from './input-schema.ts';

/** A tool as it is listed, and what it answers to arguments of any kind. */
export interface Tool {
  readonly listed: Listed;
  answer(given: unknown): CallToolResult;
}

interface Told<Fields extends z.ZodRawShape> {
  readonly description: string;
  readonly inputSchema: Fields;
  readonly annotations: ToolAnnotations;
}

export function tool<Fields extends z.ZodRawShape>(
  name: string,
  { description, inputSchema: fields, annotations }: Told<Fields>,
  ask: (question: z.infer<z.ZodObject<Fields>>) => CallToolResult,
): Tool {
  const shape = z.object(fields);
  return {
    listed: {
      name,
      description,
      inputSchema: inputSchema(fields) as Listed['inputSchema'],
      annotations,
    },
    answer(given) {
      const { data, error } = shape.safeParse(given);
      if (!error) return ask(data);
      const wrong = error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '));
      return refusal(printable(readable(`${name} does not take these arguments: ${wrong.join('; ')}`)));
    },
  };
}

export const answer = (text: string): CallToolResult => ({ content: [{ type: 'text', text }] });
export const refusal = (text: string): CallToolResult => ({ ...answer(text), isError: true });

/** Lists the tools to a client, and lets it call them. */
export function serveTools(server: Server, tools: readonly Tool[]): void {
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: tools.map(({ listed }) => listed) }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }) => {
    const asked = tools.find(({ listed }) => listed.name === params.name);
    return asked?.answer(params.arguments ?? {}) ?? refusal(`there is no such tool; there are ${names(tools)}`);
  });
}

const names = (tools: readonly Tool[]): string => tools.map(({ listed }) => listed.name).join(', ');
