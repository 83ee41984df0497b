import { html, type Markup } from './markup.ts';

/** A text of the specification, in which words between backticks are code. */
export function prose(text: string): Markup {
  const parts = text.split('`');
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}
