import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { conversationFile } from './conversation-file.mjs';
import { toEndpoint } from './endpoint.mjs';
import { octetsOfParts } from './octets.mjs';
import { hexOfMessage } from './written-message.mjs';

/**
 * What a scanner receives: the message of that name, or an error with that code, of that kind. `addresses` is null for
 * those of the TCP connection.
 *
 * @typedef {object} ExportedReceipt
 * @property {'receive'} do
 * @property {string} [name]
 * @property {string} [code]
 * @property {'CONNECTION' | 'GET'} [kind]
 * @property {'text' | 'binary'} encoding
 * @property {number} id
 * @property {{ source: import('./endpoint.mjs').ExportedEndpoint,
 *   destination: import('./endpoint.mjs').ExportedEndpoint } | null} addresses
 * @property {{ name: string, value: string }[]} [attributes] Those that stand in it at least.
 */

/**
 * `cut`: the places at which the octets are cut into segments.
 *
 * @typedef {{ do: 'send', octets: import('./octets.mjs').Run[], cut: number[] } | ExportedReceipt
 *   | { do: 'silence' | 'wait', ms: number } | { do: 'connection', name: string }
 *   | { do: 'finish' | 'leave' | 'closed' | 'reset' }} ExportedStep
 */

/**
 * @typedef {object} ExportedConversation
 * @property {string} file
 * @property {string} name
 * @property {string} why
 * @property {string[]} clauses
 * @property {import('./conversation-file.mjs').ResponderFacts} responder What has to be true of it.
 * @property {ExportedStep[]} script
 */

const FOLDER = new URL('../../spec/vectors/conversations/', import.meta.url);

/**
 * The conversations of all files.
 *
 * @returns {ExportedConversation[]}
 */
export function exportConversations() {
  const files = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  return files.flatMap((name) => {
    const parsed = conversationFile.safeParse(parse(readFileSync(new URL(name, FOLDER), 'utf8')));
    if (!parsed.success) throw new Error(`conversations/${name}: ${parsed.error.message}`);
    const { responder, conversations } = parsed.data;
    const file = `conversations/${name.replace(/\.yaml$/, '')}`;
    return conversations.map(({ script, ...rest }) => ({ file, ...rest, responder, script: script.map(exportStep) }));
  });
}

/**
 * @param {import('./conversation-file.mjs').Step} step
 * @returns {ExportedStep}
 */
function exportStep(step) {
  if (typeof step === 'string') return { do: step };
  if ('send' in step) {
    const parts = step.send.map((part) => ('message' in part ? { hex: hexOfMessage(part) } : part));
    return { do: 'send', octets: octetsOfParts(parts), cut: step.cut ?? [] };
  }
  if ('silence' in step) return { do: 'silence', ms: step.silence };
  if ('wait' in step) return { do: 'wait', ms: step.wait };
  if ('connection' in step) return { do: 'connection', name: step.connection };
  const { message, error, kind, encoding, id, source, destination, attributes } = step.receive;
  return {
    do: 'receive',
    ...(message !== undefined && { name: message }),
    ...(error !== undefined && { code: error }),
    ...(kind !== undefined && { kind }),
    encoding,
    id,
    addresses:
      source === undefined || destination === undefined
        ? null
        : { source: toEndpoint(source), destination: toEndpoint(destination) },
    ...(attributes !== undefined && {
      attributes: attributes.flatMap((one) => Object.entries(one).map(([name, value]) => ({ name, value }))),
    }),
  };
}
