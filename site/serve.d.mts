import type { Server } from 'node:http';

export const BASE: string;
export function serve(folder: string, port: number): Promise<Server>;
