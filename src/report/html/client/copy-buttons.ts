/** Buttons that copy the command beside them. */
export function mountCopyButtons(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>('button.copy')) {
    const command = button.parentElement!.querySelector('code')!;
    const label = button.textContent;
    button.addEventListener('click', async () => {
      button.textContent = (await copy(command)) ? 'Copied' : 'Press Ctrl+C';
    });
    button.addEventListener('blur', () => {
      button.textContent = label;
    });
    button.addEventListener('pointerleave', () => {
      button.textContent = label;
    });
  }
}

/** Copies an element's text; where that is not allowed, selects it. */
async function copy(source: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(source.textContent);
    return true;
  } catch {
    getSelection()?.selectAllChildren(source);
    return document.execCommand('copy');
  }
}
