import type { Position, Range } from 'vscode-languageserver-types';
import { own } from '../../src/text/own.ts';

/** Validates what a client sends. */

export const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null;

export const isPosition = (value: unknown): value is Position =>
  isObject(value) && Number.isInteger(value.line) && Number.isInteger(value.character);

export const isRange = (value: unknown): value is Range =>
  isObject(value) && isPosition(value.start) && isPosition(value.end);

/** The URI of the document that a message is about. */
export function uriIn(params: unknown): string | undefined {
  const document = isObject(params) ? params.textDocument : undefined;
  return isObject(document) && typeof document.uri === 'string' ? document.uri : undefined;
}

export function listIn(params: unknown, key: string): readonly unknown[] {
  const list = isObject(params) ? own(params, key) : undefined;
  return Array.isArray(list) ? list : [];
}
