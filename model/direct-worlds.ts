import type { Encoding } from '../src/protocol/message.ts';
import type { Question } from '../src/protocol/request.ts';
import type { SubjectState } from '../src/protocol/responder-machine.ts';
import { type TamperName, tamperNames, tampers } from './tamper.ts';
import { type Policy, policies, rightAnswer, truths } from './world.ts';

/** What a SYN can meet: errnos of failed connections, each with the outcome that it must give (VERDICT-7). */
const failures = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'no-response',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  EMFILE: 'local EMFILE',
} as const;

/** The world of one exchange in direct mode. */
export interface DirectWorld {
  readonly question: Question;
  readonly encoding: Encoding;
  /** What the subject port does with a SYN; `self`: the kernel connects the socket to itself. */
  readonly tcp: 'accepts' | 'drops' | 'self' | keyof typeof failures;
  readonly truth: SubjectState;
  readonly policy: Policy;
  readonly served: boolean;
  /** The responder has no room for the connection. */
  readonly busy: boolean;
  readonly tamper: TamperName;
  /** How many things may go wrong. */
  readonly faults: number;
}

/** Every world with so many faults: whatever can be asked, whatever TCP does, every truth, every policy, every peer. */
export function directWorlds(faults: number): DirectWorld[] {
  const asks = [
    ['tcp', 'text'],
    ['status', 'text'],
    ['status', 'binary'],
    ['port', 'binary'],
    ['os', 'binary'],
  ] as const;
  return asks.flatMap(([question, encoding]) => {
    const base: DirectWorld = {
      question,
      encoding,
      tcp: 'accepts',
      truth: 'open',
      policy: 'all',
      served: true,
      busy: false,
      tamper: 'nothing',
      faults,
    };
    const unmet = (['drops', 'self', ...(Object.keys(failures) as (keyof typeof failures)[])] as const).map((tcp) => ({
      ...base,
      tcp,
    }));
    // A TCP-only probe asks nobody anything.
    if (question === 'tcp') return [...unmet, base];
    const strange = tamperNames.filter((tamper) => tamper !== 'nothing').map((tamper) => ({ ...base, tamper }));
    const good = truths.flatMap((truth) =>
      policies.flatMap((policy) => [true, false].map((served) => ({ ...base, truth, policy, served }))),
    );
    return [...unmet, ...strange, ...good, { ...base, busy: true }];
  });
}

/** Of worlds with a good responder those alone that differ in what is asked or in the right outcome. */
export function representatives(worlds: readonly DirectWorld[]): DirectWorld[] {
  const kinds = new Set<string>();
  return worlds.filter((world) => {
    const { question, encoding, tcp, tamper } = world;
    const kind = [question, encoding, tcp, rightOutcome(world)].join(' ');
    if (tamper !== 'nothing' || kinds.has(kind)) return false;
    kinds.add(kind);
    return true;
  });
}

/** What must be found where nothing goes wrong: the table of VERDICT-1, written down a second time. */
export function rightOutcome({ question, tcp, truth, policy, served, busy, tamper }: DirectWorld): string {
  if (tcp === 'drops') return 'no-response';
  if (tcp === 'self') return 'refused';
  if (tcp !== 'accepts') return failures[tcp];
  if (question === 'tcp') return 'connected';
  if (busy) return 'error-reply busy';
  return tampers[tamper].direct ?? rightAnswer({ question, truth, served }, policy);
}
