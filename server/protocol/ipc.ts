import {
  AbstractMessageReader,
  AbstractMessageWriter,
  type DataCallback,
  type Disposable,
  type Message,
} from 'vscode-languageserver';

/** Messages from a parent that is Node too. */
export class IpcReader extends AbstractMessageReader {
  listen(callback: DataCallback): Disposable {
    process.on('message', callback);
    return { dispose: () => void process.off('message', callback) };
  }
}

export class IpcWriter extends AbstractMessageWriter {
  write(message: Message): Promise<void> {
    process.send!(message);
    return Promise.resolve();
  }

  end(): void {}
}
