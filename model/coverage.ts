import {
  rowOfExchangeBeginning,
  rowOfExchangeStep,
  rowOfResponderBeginning,
  rowOfResponderStep,
} from '../spec/machine-steps.ts';
import { readMachines } from '../spec/machine-table.ts';
import type { Machines } from './machines.ts';

/** Which rows of machines.yaml an exploration steps through. */

/** Rows that no exploration can reach, and why. */
export const unreachable: Readonly<Record<string, string>> = {
  'exchange connecting begun': 'nothing comes from a connection that is not up',
  'exchange connecting message': 'nothing comes from a connection that is not up',
  'exchange connecting violation': 'nothing comes from a connection that is not up',
  'exchange connecting ended': 'nothing comes from a connection that is not up',
  'exchange waiting connected': 'a connection comes up once',
};

export class Coverage {
  readonly #tables = readMachines();
  readonly #reached = new Set<string>();

  /** All rows, and each machine's beginnings. */
  get rows(): string[] {
    return Object.values(this.#tables).flatMap(({ begins, rows }) => [...begins, ...rows].map(({ name }) => name));
  }

  get reached(): string[] {
    return this.rows.filter((name) => this.#reached.has(name));
  }

  get missed(): string[] {
    return this.rows.filter((name) => !this.#reached.has(name));
  }

  /**
   * The machines, noting the row of every step. A step that is not what its row says throws, so that an exploration
   * holds the code to the tables in all that can happen.
   */
  over(machines: Machines): Machines {
    const { exchange: ofExchange, responder: ofResponder } = this.#tables;
    const note = ({ name }: { readonly name: string }) => this.#reached.add(name);
    return {
      createPipeline: machines.createPipeline,
      beginExchange(exchange) {
        const step = machines.beginExchange(exchange);
        note(rowOfExchangeBeginning(ofExchange, exchange, step));
        return step;
      },
      stepExchange(state, event) {
        const step = machines.stepExchange(state, event);
        note(rowOfExchangeStep(ofExchange, { state, event }, step));
        return step;
      },
      acceptConnection(responder) {
        const step = machines.acceptConnection(responder);
        note(rowOfResponderBeginning(ofResponder, 'accept', responder, step));
        return step;
      },
      rejectConnection(responder) {
        const step = machines.rejectConnection(responder);
        note(rowOfResponderBeginning(ofResponder, 'reject', responder, step));
        return step;
      },
      stepResponder(responder, state, event) {
        const step = machines.stepResponder(responder, state, event);
        note(rowOfResponderStep(ofResponder, { responder, state, event }, step));
        return step;
      },
    };
  }
}
