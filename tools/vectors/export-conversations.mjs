import { parse } from 'yaml';
import { toEndpoint } from './endpoint.mjs';
import { octetsOfParts } from './octets.mjs';
import { conversationFile } from './vector-file.mjs';

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
 * @typedef {{ do: 'send', octets: import('./octets.mjs').Run[] } | ExportedReceipt
 *   | { do: 'silence' | 'wait', ms: number } | { do: 'finish' | 'closed' }} ExportedStep
 */

/**
 * @typedef {object} ExportedConversation
 * @property {string} name
 * @property {string} why
 * @property {string[]} clauses
 * @property {ExportedStep[]} script
 */

/**
 * The conversations of a YAML file.
 *
 * @param {string} yaml
 * @returns {ExportedConversation[]}
 */
export function exportConversations(yaml) {
  const parsed = conversationFile.safeParse(parse(yaml));
  if (!parsed.success) throw new Error(`conversations: ${parsed.error.message}`);
  return parsed.data.map(({ script, ...rest }) => ({ ...rest, script: script.map(exportStep) }));
}

/**
 * @param {import('./vector-file.mjs').Step} step
 * @returns {ExportedStep}
 */
function exportStep(step) {
  if (typeof step === 'string') return { do: step };
  if ('send' in step) return { do: 'send', octets: octetsOfParts(step.send) };
  if ('silence' in step) return { do: 'silence', ms: step.silence };
  if ('wait' in step) return { do: 'wait', ms: step.wait };
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
