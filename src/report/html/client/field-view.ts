import type { PortField, PortGroup } from '../page-data.ts';

/** A field unfolded: what is asked of it is looked up by the index of a port. */
export class FieldView {
  readonly field: PortField;
  readonly ports: Uint16Array;
  /** The index of the group of each port. */
  readonly groups: Uint16Array;

  constructor(field: PortField) {
    this.field = field;
    const { runs, times } = field;
    this.ports = new Uint16Array(times.length);
    this.groups = new Uint16Array(times.length);
    let at = 0;
    for (let run = 0; run < runs.length; run += 3) {
      const [first, length, group] = [runs[run]!, runs[run + 1]!, runs[run + 2]!];
      for (let port = first; port < first + length; port += 1) {
        this.ports[at] = port;
        this.groups[at] = group;
        at += 1;
      }
    }
  }

  get length(): number {
    return this.ports.length;
  }

  groupAt(index: number): PortGroup {
    return this.field.groups[this.groups[index]!]!;
  }

  /** -1 where the port was not probed. */
  indexOf(port: number): number {
    return this.ports.indexOf(port);
  }
}
