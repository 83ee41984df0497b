/** Texts as XML 1.0 carries them: what comes back from a parser is `legible(text)`. */

/** For the content of an element. A reader would turn the end of a line into a line feed: carriage returns are references. */
export function escapeContent(text: string): string {
  return legible(text).replace(/[&<>\r]/g, reference);
}

/** For an attribute in quotation marks. A reader would turn white space into spaces. */
export function escapeAttribute(text: string): string {
  return legible(text).replace(/[&<>"\t\n\r]/g, reference);
}

function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

/**
 * The text with whatever XML 1.0 cannot carry, not even as a reference, spelled out: `\x1b`, `\ud800`. Those are the
 * control characters but tab and line ends, lone surrogates, U+FFFE and U+FFFF.
 */
export function legible(text: string): string {
  return text.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, (character) => {
    const digits = character.charCodeAt(0).toString(16);
    return digits.length > 2 ? `\\u${digits.padStart(4, '0')}` : `\\x${digits.padStart(2, '0')}`;
  });
}
