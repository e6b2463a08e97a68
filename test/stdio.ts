import { type ChildProcess, spawn } from 'node:child_process';
import { CLI, inTime } from './fixtures.ts';

type Message = {
  id?: number | string;
  method?: string;
  params?: any;
  result?: any;
  error?: { code: number; message: string };
};

/** The built server as a process of its own, spoken to in bytes, so that they can be wrong. Keeps all that it says. */
export class Process {
  readonly child: ChildProcess;
  readonly said: string[] = [];
  /** the diagnostics last pushed, by URI */
  readonly pushed = new Map<string, unknown[]>();
  errors = '';
  #bytes = Buffer.alloc(0);
  #waiting = new Map<number, (message: Message) => void>();
  #id = 0;

  constructor(home: string, args: readonly string[] = []) {
    this.child = spawn(process.execPath, [CLI, 'lsp', ...args], {
      stdio: 'pipe',
      env: { PATH: process.env.PATH, HOME: home, NODE_DISABLE_COMPILE_CACHE: '1' },
    });
    this.child.stdout!.on('data', (chunk: Buffer) => this.#read(chunk));
    this.child.stderr!.on('data', (chunk: Buffer) => (this.errors += chunk));
    this.child.stdin!.on('error', () => {});
  }

  get alive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  write(bytes: string | Buffer): void {
    this.child.stdin!.write(bytes);
  }

  send(message: unknown): void {
    const body = Buffer.from(JSON.stringify(message));
    this.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
  }

  tell(method: string, params: unknown): void {
    this.send({ jsonrpc: '2.0', method, params });
  }

  /** @returns the whole answer, also where it is an error */
  ask(method: string, params: unknown): Promise<Message> {
    const id = ++this.#id;
    this.send({ jsonrpc: '2.0', id, method, params });
    return inTime(new Promise((answered) => this.#waiting.set(id, answered)), method);
  }

  /** The id of a request whose answer nobody waits for. */
  askInVain(method: string, params: unknown): number {
    this.send({ jsonrpc: '2.0', id: ++this.#id, method, params });
    return this.#id;
  }

  async start(capabilities: object, rest: object = {}): Promise<Message> {
    const answer = await this.ask('initialize', { processId: process.pid, rootUri: null, capabilities, ...rest });
    this.tell('initialized', {});
    return answer;
  }

  /** Ends as an editor does; the exit code. */
  async stop(): Promise<number | null> {
    const ended = new Promise<number | null>((done) => this.child.once('exit', done));
    await this.ask('shutdown', null);
    this.tell('exit', null);
    return inTime(ended, 'its end');
  }

  #read(chunk: Buffer): void {
    this.said.push(chunk.toString());
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    for (;;) {
      const end = this.#bytes.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/content-length: *(\d+)/i.exec(this.#bytes.toString('latin1', 0, end))![1]);
      if (this.#bytes.length < end + 4 + length) return;
      const message = JSON.parse(this.#bytes.toString('utf8', end + 4, end + 4 + length)) as Message;
      this.#bytes = this.#bytes.subarray(end + 4 + length);
      this.#take(message);
    }
  }

  #take(message: Message): void {
    if (message.method === 'textDocument/publishDiagnostics')
      this.pushed.set(message.params.uri, message.params.diagnostics);
    else if (message.method !== undefined && message.id !== undefined)
      this.send({
        jsonrpc: '2.0',
        id: message.id,
        result: message.method === 'workspace/configuration' ? [null] : null,
      });
    else if (message.method === undefined) {
      this.#waiting.get(Number(message.id))?.(message);
      this.#waiting.delete(Number(message.id));
    }
  }
}
