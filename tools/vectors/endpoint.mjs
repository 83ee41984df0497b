/** @typedef {{ address: string, port: number }} ExportedEndpoint */

/**
 * `127.0.0.1:80` and `[::1]:80`, without the notation.
 *
 * @param {string} text
 * @returns {ExportedEndpoint}
 */
export function toEndpoint(text) {
  const colon = text.lastIndexOf(':');
  return { address: text.slice(0, colon).replace(/^\[|\]$/g, ''), port: Number(text.slice(colon + 1)) };
}
