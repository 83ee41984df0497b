/**
 * Resolves at the first SIGINT or SIGTERM, and aborts the signal; a second one ends the process at once. Call `release`
 * when nothing is left to interrupt.
 */
export function catchInterrupt(): { readonly signal: AbortSignal; readonly caught: Promise<void>; release(): void } {
  const controller = new AbortController();
  const { promise, resolve } = deferred();
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
    resolve();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    signal: controller.signal,
    caught: promise,
    release() {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
