/** Parts of a page that are folded: opened where somebody goes to something in them, and on paper. */

/** Opens what holds the place that the address names, now and whenever that changes. */
export function unfoldTarget(): void {
  const unfold = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target === null) return;
    for (let part: Element | null | undefined = target; part; part = part.parentElement?.closest('details')) {
      if (part instanceof HTMLDetailsElement) part.open = true;
    }
    target.scrollIntoView({ block: 'nearest' });
  };
  addEventListener('hashchange', unfold);
  unfold();
}

/** Opens all while it is printed; `opened` is told of each that was not. */
export function unfoldOnPaper(
  all: readonly HTMLDetailsElement[],
  opened: (one: HTMLDetailsElement) => void = () => {},
): void {
  let closed: readonly HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    closed = all.filter(({ open }) => !open);
    for (const one of closed) {
      one.open = true;
      // The event that tells of it would come too late.
      opened(one);
    }
  });
  addEventListener('afterprint', () => {
    for (const one of closed) one.open = false;
  });
}
