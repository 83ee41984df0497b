/** Polls a condition; rejects with `otherwise` after ten seconds. */
export async function waitUntil(condition: () => boolean, otherwise: () => string): Promise<void> {
  for (const deadlineMs = performance.now() + 10_000; !condition(); ) {
    if (performance.now() > deadlineMs) throw new Error(otherwise());
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
