import { html, type Markup } from './markup.ts';

/** A command that can be copied. */
export function commandBlock(label: string, command: string): Markup {
  // A line may break between words alone.
  const words = command.split(' ').map((word, index) => html`${index > 0 ? ' ' : ''}<span>${word}</span>`);
  return html`<div class="command"><span class="label">${label}</span><code tabindex="0">${words}</code><button type="button" class="copy" aria-live="polite">Copy</button></div>`;
}
