/** Shows clauses that stand in one way, and that have some words in them. Returns what shows all again. */
export function mountClauseFilter(root: HTMLElement): () => void {
  const rows = [...root.querySelectorAll<HTMLElement>('tbody tr')].map((row) => ({
    row,
    state: row.dataset.state!,
    text: row.textContent.toLowerCase(),
  }));
  const groups = [...root.querySelectorAll<HTMLDetailsElement>('.group')].map((group) => ({
    group,
    wasOpen: group.open,
    rows: [...group.querySelectorAll<HTMLElement>('tbody tr')],
  }));
  const inputs = [...root.querySelectorAll<HTMLInputElement>('.filter input')];
  const find = root.querySelector<HTMLInputElement>('.find')!;
  const none = root.querySelector<HTMLElement>('.none')!;

  function apply(): void {
    const wanted = inputs.find(({ checked }) => checked)?.value ?? 'all';
    const words = find.value.toLowerCase().split(/\s+/);
    let shown = 0;
    for (const { row, state, text } of rows) {
      const fits = (wanted === 'all' || state === wanted) && words.every((word) => text.includes(word));
      row.hidden = !fits;
      if (fits) shown += 1;
    }
    none.hidden = shown > 0;
    const isAll = shown === rows.length;
    for (const { group, wasOpen, rows: own } of groups) {
      group.hidden = own.every(({ hidden }) => hidden);
      group.open = isAll ? wasOpen : !group.hidden;
    }
  }

  for (const input of inputs) input.addEventListener('change', apply);
  find.addEventListener('input', apply);
  // A browser may keep what was picked before the page was loaded again.
  apply();
  return () => {
    find.value = '';
    for (const input of inputs) input.checked = input.value === 'all';
    apply();
  };
}
