import { CannotRealiseError } from '../../faults/cannot-realise-error.ts';
import { formatPortRanges, portRangesOf } from '../../protocol/port-list.ts';
import type { Diagnostic } from '../../source/diagnostic.ts';
import type { Machine } from '../logical/servable.ts';
import type { DoorPlan } from './door.ts';

/** Why doors could not be opened, as diagnostics: one for the ports of one place that fail for the same reason. */
export function explainDoors(failures: readonly (readonly [DoorPlan, unknown])[], machine: Machine): Diagnostic[] {
  const groups = new Map<string, { readonly door: DoorPlan; readonly error: unknown; readonly ports: number[] }>();
  for (const [door, error] of failures) {
    const code = codeOf(error);
    if (code === undefined && !(error instanceof CannotRealiseError)) throw error;
    const { file, line, column } = door.place;
    const key = JSON.stringify([file, line, column, door.target.address, code]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { door, error, ports: [door.target.port] });
    else group.ports.push(door.target.port);
  }
  return [...groups.values()].map(({ door, error, ports }) => {
    const list = formatPortRanges(portRangesOf(ports));
    const subject = `${ports.length === 1 ? 'port' : 'ports'} ${list} of ${door.target.address}`;
    return { ...door.place, ...explainFailure(subject, Math.min(...ports), error, machine) };
  });
}

function explainFailure(
  subject: string,
  lowest: number,
  error: unknown,
  { lowestUnprivilegedPort = 1_024 }: Machine,
): Pick<Diagnostic, 'message' | 'help'> {
  switch (codeOf(error)) {
    case undefined:
      return { message: (error as Error).message };
    case 'EACCES':
      return {
        message: `${subject} cannot be listened on: below ${lowestUnprivilegedPort} it takes a privilege`,
        help: `choose higher ports, or allow these: sysctl -w net.ipv4.ip_unprivileged_port_start=${lowest}`,
      };
    case 'EADDRINUSE':
      return {
        message: `${subject} cannot be listened on: something does already, there or at every address`,
        help: 'end that (ss -ltnp shows it), or choose another port or address',
      };
    case 'EADDRNOTAVAIL':
      return {
        message: `${subject} cannot be listened on: this system has no such address`,
        help: 'choose an address that it has, or add this one to its loopback interface',
      };
    default:
      return { message: `${subject} cannot be listened on: ${(error as Error).message}` };
  }
}

/** The errno of a system call; the codes of node's own errors begin with ERR_. */
function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^E(?!RR_)/.test(code) ? code : undefined;
}
