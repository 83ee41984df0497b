import { distance } from 'fastest-levenshtein';

/**
 * The candidate that someone who wrote `word` most likely meant, or undefined where none is near: a third of the letters
 * may be wrong, letters may stand in the wrong order or case, and the end may be missing.
 */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  const written = word.toLowerCase();
  let best: string | undefined;
  // At least one letter must be right.
  let bestDistance = Math.min(Math.max(1, Math.floor(written.length / 3)), written.length - 1);
  for (const candidate of candidates) {
    const meant = candidate.toLowerCase();
    const alike = sortLetters(written) === sortLetters(meant) || (written.length > 1 && meant.startsWith(written));
    const candidateDistance = alike ? 0 : distance(written, meant);
    if (candidateDistance < bestDistance || (best === undefined && candidateDistance === bestDistance)) {
      best = candidate;
      bestDistance = candidateDistance;
    }
  }
  return best;
}

function sortLetters(word: string): string {
  return [...word].sort().join('');
}

/** `` `open`, `closed` `` */
export function listQuoted(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ');
}

/** What to say of a word that is none of those that would do. */
export function explainWord(
  word: string,
  words: readonly string[],
): { readonly message: string; readonly help?: string } {
  const meant = suggest(word, words);
  const message = `\`${word}\` is not one of ${listQuoted(words)}`;
  return meant === undefined ? { message } : { message, help: `did you mean \`${meant}\`?` };
}
