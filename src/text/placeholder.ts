/** Texts that ask to be replaced and are never keys (facts P9). */
const TO_FILL_IN =
  /^<[^<>]+>$|^\{\{.*\}\}$|^\[[^\]]+\]$|\byour[-_ ]|_here$|^replace[-_ ]?(?:me|with)|change-?me|^(?:(?:[a-z0-9]{1,6}[-_])+|AIza\w{0,3})(?:\.\.\.|\u2026|x{3}(?:x|\b))|^\S*(?:\.\.\.|\u2026)$|placeholder|[你您]的|填[入写寫]|替[换換]|あなたの|여기에|ваш|вставь/i;

export const asksToBeReplaced = (text: string): boolean => TO_FILL_IN.test(text.trim());
