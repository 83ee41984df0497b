import type { Section } from './case.ts';
import { addresses } from './sections/addresses.ts';
import { agentMode } from './sections/agent-mode.ts';
import { attributes } from './sections/attributes.ts';
import { binaryEncoding } from './sections/binary-encoding.ts';
import { connections } from './sections/connections.ts';
import { errors } from './sections/errors.ts';
import { exchanges } from './sections/exchanges.ts';
import { ids } from './sections/ids.ts';
import { messages } from './sections/messages.ts';
import { security } from './sections/security.ts';
import { textEncoding } from './sections/text-encoding.ts';
import { timers } from './sections/timers.ts';

/** The suite, in the order of the specification. */
export const suite: readonly Section[] = [
  messages,
  ids,
  addresses,
  textEncoding,
  binaryEncoding,
  attributes,
  errors,
  exchanges,
  agentMode,
  connections,
  timers,
  security,
];
