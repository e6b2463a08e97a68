import type { Result } from '../check.ts';
import { Mask } from '../report/mask.ts';
import { everything, type Sender } from './everything.ts';
import { credentialOf } from './words.ts';
import { row } from './wrap.ts';

const CONTROL = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Everything that sends requests, as it may be shown: no secret, no control characters. */
export class Everything {
  readonly #safe: (text: string) => string;
  readonly #where: (sender: Sender) => string;
  readonly #senders: readonly Sender[];

  constructor(result: Result, display: (path: string) => string) {
    const mask = new Mask(result);
    this.#safe = (text) => mask.text(text).replace(CONTROL, '�');
    this.#where = ({ at }) => (at ? `${this.#safe(display(at.file.path))}:${at.file.position(at.offset).line}` : '');
    this.#senders = everything(result.routing);
  }

  /** In at most 80 columns. */
  text(): string {
    const blocks = this.#senders.map((sender) => {
      const { who, when, off } = sender;
      const head = `${this.#safe(who)}${off ? ', switched off' : ''}${when ? `, ${when}` : ''}`;
      return [...row('', head, this.#where(sender)), ...this.#answer(sender)].join('\n');
    });
    return `${blocks.join('\n\n')}\n`;
  }

  json(): object {
    return {
      version: 1,
      senders: this.#senders.map((sender) => ({
        who: this.#safe(sender.who),
        ...(sender.when !== undefined && { when: sender.when }),
        off: sender.off,
        ...(sender.model !== undefined && { model: this.#safe(sender.model) }),
        ...(sender.first && {
          credential: this.#safe(sender.first.label),
          type: sender.first.type,
          billing: sender.first.billing,
        }),
        fallbacks: sender.fallbacks.map((each) => this.#safe(each)),
        ...(sender.at && { at: this.#where(sender) }),
      })),
    };
  }

  #answer({ model, first, fallbacks }: Sender): string[] {
    if (model === undefined) return row('  ', 'asks nothing that files tell', '');
    const paid = first ? `${first.label}, ${credentialOf(first)}` : 'no credential can be sent';
    return [
      ...row('  ', this.#safe(`${model} with ${paid}`), ''),
      ...(fallbacks.length > 0 ? row('  then ', this.#safe(fallbacks.join(', ')), '') : []),
    ];
  }
}
