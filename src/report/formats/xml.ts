/** Without what XML 1.0 cannot hold, not even as an entity: U+FFFD stands in its place. */
export const wellFormed = (text: string): string =>
  text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');

/** Escapes a text for XML 1.0, for attributes and content; characters that XML cannot represent become U+FFFD. */
export const xml = (text: string): string =>
  wellFormed(text).replace(/[&<>"'\n\r\t]/g, (char) => `&#${char.charCodeAt(0)};`);

export const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${xml(String(value))}"`)
    .join('');
