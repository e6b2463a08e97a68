import { wellFormed } from '../report/formats/xml.ts';
import type { Card, Reference, Row, Sheet } from './sheet.ts';

/**
 * A sheet as the body of a page: headings and lists, references as links. It has classes and no colours, sizes or
 * widths: those are the page's. Contains no secrets.
 * @param href the address of a reference
 */
export function toHtml(sheet: Sheet, href: (reference: Reference) => string): string {
  const cards = sheet.cards.map(cardOf).join('');
  const list = sheet.chained ? `<ol class="cards">${cards}</ol>` : `<ul class="cards">${cards}</ul>`;
  return `<main><h1>${text(sheet.title)}</h1>${line(sheet.text)}${list}${sheet.notes.map(line).join('')}</main>`;

  function cardOf({ heading, text: words, reference, trouble, rows, more }: Card): string {
    const list = rows.length > 0 ? `<ol>${rows.map(rowOf).join('')}</ol>` : '';
    const why = trouble === undefined ? '' : `<p class="trouble">${text(trouble)}</p>`;
    return `<li><h2>${text(heading)}</h2><p>${text(words)}${link(reference)}</p>${why}${list}${more.map(line).join('')}</li>`;
  }

  function rowOf({ n, mark, name, text: words, outcome, reference }: Row): string {
    const number = n === undefined ? '' : ` value="${n}"`;
    const end = outcome === undefined ? '' : ` <strong>${text(outcome)}</strong>`;
    return `<li${number} class="${mark}"><code>${text(name)}</code> <span>${text(words)}</span>${end}${link(reference)}</li>`;
  }

  function link(reference: Reference | undefined): string {
    return reference ? ` <a href="${text(href(reference))}">${text(reference.text)}</a>` : '';
  }
}

const line = (words: string): string => (words ? `<p>${text(words)}</p>` : '');
const text = (words: string): string => wellFormed(words).replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
