/** Fills in for octets that do not matter. */
const PLAIN = 0x30;

/** So many candidates are tried at most. */
const MAX_TRIES = 3_000;

/**
 * A shorter and plainer input that is as good as `input`, as `isAsGood` judges: stretches are left out, long ones first,
 * then octets made plain.
 */
export function minimise(input: Uint8Array, isAsGood: (candidate: Uint8Array) => boolean): Uint8Array {
  let best = input;
  let tries = 0;
  const improve = (candidate: Uint8Array): boolean => {
    tries += 1;
    const better = tries <= MAX_TRIES && isAsGood(candidate);
    if (better) best = candidate;
    return better;
  };
  for (let length = best.length; length >= 1; length = Math.floor(length / 2)) {
    for (let at = 0; at + length <= best.length; ) {
      if (!improve(without(best, at, length))) at += length;
    }
  }
  for (let at = 0; at < best.length; at += 1) {
    if (best[at] === PLAIN) continue;
    const candidate = best.slice();
    candidate[at] = PLAIN;
    improve(candidate);
  }
  return best;
}

function without(octets: Uint8Array, at: number, length: number): Uint8Array {
  const shorter = new Uint8Array(octets.length - length);
  shorter.set(octets.subarray(0, at));
  shorter.set(octets.subarray(at + length), at);
  return shorter;
}
