/** Shows all scenarios, or those of one outcome. */
export function mountFilter(root: ParentNode): void {
  const scenarios = [...root.querySelectorAll<HTMLElement>('details.scenario')];
  for (const input of root.querySelectorAll<HTMLInputElement>('.filter input')) {
    const apply = () => {
      for (const scenario of scenarios) {
        scenario.hidden = input.value !== 'all' && scenario.dataset.outcome !== input.value;
      }
    };
    input.addEventListener('change', apply);
    // A browser may keep what was picked before the page was loaded again.
    if (input.checked) apply();
  }
}
