import type { Result } from '../check.ts';
import { NEWEST } from '../release/releases.ts';
import { Mask } from '../report/mask.ts';
import { printable } from '../report/printable.ts';
import { everything, type Sender } from './everything.ts';
import type { Card, Row, Sheet } from './sheet.ts';
import { credentialOf, plain } from './words.ts';
import { row } from './wrap.ts';

const NOTHING = 'asks nothing that files tell';
const NO_CREDENTIAL = 'no credential can be sent';

/** The fallbacks in order; the one that answers in place of a first without a credential says what it sends. */
const thenOf = ({ fallbacks, instead }: Sender): string =>
  fallbacks
    .map((model) =>
      model === instead?.model ? `${model} with ${instead.first.label}, ${credentialOf(instead.first)}` : model,
    )
    .join(', ');

/** Everything that sends requests, as it may be shown: no secret, no control characters. */
export class Everything {
  readonly #safe: (text: string) => string;
  readonly #where: (sender: Sender) => string;
  readonly #senders: readonly Sender[];
  /** the config and the release */
  readonly #subject: string;

  /** @param display how a path is shown, such as relative to the current folder */
  constructor(result: Result, display: (path: string) => string = (path) => path) {
    const mask = new Mask(result);
    this.#safe = (text) => printable(mask.text(text));
    this.#where = ({ at }) => (at ? `${this.#safe(display(at.file.path))}:${at.file.position(at.offset).line}` : '');
    this.#senders = everything(result.routing);
    const { home, target } = result.routing;
    this.#subject = this.#safe(`${display(home.path)} · OpenClaw ${target.release ?? NEWEST}`);
  }

  /** In at most 80 columns. */
  text(): string {
    const blocks = this.#senders.map((sender) => {
      const { when, off } = sender;
      const head = `${this.#named(sender)}${off ? ', switched off' : ''}${when ? `, ${when}` : ''}`;
      return [...row('', head, this.#where(sender)), ...this.#answer(sender)].join('\n');
    });
    return `${[...blocks, ...this.#notes().map((note) => row('', note, '').join('\n'))].join('\n\n')}\n`;
  }

  /** For a picture: a card each. @internal */
  sheet(): Sheet {
    return {
      title: 'what sends requests',
      text: this.#subject,
      chained: false,
      cards: this.#cards(),
      notes: this.#notes(),
    };
  }

  #cards(): readonly Card[] {
    return this.#senders.map((sender) => {
      const { when, off, model, trouble, first, at } = sender;
      const then = thenOf(sender);
      const row: Row | undefined = first && {
        mark: first.billing,
        name: this.#safe(`${model} with ${first.label}`),
        text: this.#safe(credentialOf(first)),
      };
      const lacks = row ? undefined : model === undefined ? (trouble ?? NOTHING) : `${model}: ${NO_CREDENTIAL}`;
      const why = [lacks, model === undefined ? undefined : trouble].filter(Boolean).join('; ');
      return {
        heading: this.#named(sender),
        // a time is told in words of ours, or has the form of one: the mask would take a short one for a password
        text: [off ? 'switched off' : '', when ?? (off ? '' : 'when somebody asks')].filter(Boolean).join(', '),
        ...(at && { reference: { text: this.#where(sender), at } }),
        ...(why && { trouble: this.#safe(plain(why)) }),
        rows: row ? [row] : [],
        more: then ? [this.#safe(`then ${then}`)] : [],
      };
    });
  }

  json(): object {
    return {
      version: 1,
      senders: this.#senders.map((sender) => ({
        who: this.#safe(sender.who),
        ...(sender.name !== undefined && { name: this.#safe(sender.name) }),
        ...(sender.when !== undefined && { when: sender.when }),
        off: sender.off,
        unattended: sender.unattended,
        ...(sender.model !== undefined && { model: this.#safe(sender.model) }),
        ...(sender.trouble !== undefined && { trouble: this.#safe(sender.trouble) }),
        ...(sender.first && {
          credential: this.#safe(sender.first.label),
          type: sender.first.type,
          billing: sender.first.billing,
        }),
        fallbacks: sender.fallbacks.map((each) => this.#safe(each)),
        ...(sender.instead && {
          instead: {
            model: this.#safe(sender.instead.model),
            credential: this.#safe(sender.instead.first.label),
            billing: sender.instead.first.billing,
          },
        }),
        ...(sender.at && { at: this.#where(sender) }),
      })),
    };
  }

  /** What runs unattended and is billed by use, seen at a glance. */
  #notes(): readonly string[] {
    return (['first', 'later'] as const).flatMap((which) => {
      const paid = this.#senders.filter(({ unattended, metered }) => unattended && metered === which);
      if (paid.length === 0) return [];
      const names = paid.map((sender) => `${this.#named(sender)} (${sender.when})`).join(', ');
      return [`unattended and billed by use${which === 'first' ? '' : ' where what is sent first fails'}: ${names}`];
    });
  }

  #named({ who, name }: Sender): string {
    const shown = name === undefined ? undefined : this.#safe(name);
    // a name that might be anything is left out
    return shown === undefined || shown !== name ? this.#safe(who) : `${this.#safe(who)} “${shown}”`;
  }

  #answer(sender: Sender): string[] {
    const { model, trouble, first } = sender;
    const then = thenOf(sender);
    if (model === undefined) return row('  ', this.#safe(trouble ?? NOTHING), '');
    const paid = first ? ` with ${first.label}, ${credentialOf(first)}` : `: ${NO_CREDENTIAL}`;
    return [
      ...row('  ', this.#safe(`${model}${paid}`), ''),
      ...(then ? row('  then ', this.#safe(then), '') : []),
      ...(trouble === undefined ? [] : row('  ', this.#safe(trouble), '')),
    ];
  }
}
