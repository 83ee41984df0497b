import type { MachineTable } from '../../source/machine-table.ts';
import { fieldMutants } from './answer-fields.ts';
import { binaryFormMutants, textFormMutants } from './answer-form.ts';
import { closingMutants } from './closing.ts';
import { codeMutants, precedenceMutants } from './codes.ts';
import { connectionMutants } from './connections.ts';
import { echoMutants } from './echoes.ts';
import { implementerMutants } from './implementers.ts';
import { informationMutants } from './information.ts';
import { judgingTimeMutants } from './judging-time.ts';
import { lenientMutants } from './lenient.ts';
import { limitMutants } from './limits.ts';
import type { Mutant } from './mutant.ts';
import { orderMutants } from './order.ts';
import { rowMutants } from './row-mutants.ts';
import { segmentMutants } from './segments.ts';
import { sourceMutants } from './source.ts';
import { strictMutants } from './strict.ts';

/** All mutants; `responder` is the table of the responder machine. */
export function makeMutants(responder: MachineTable): Mutant[] {
  return [
    ...rowMutants(responder),
    ...fieldMutants,
    ...textFormMutants,
    ...binaryFormMutants,
    ...informationMutants,
    ...codeMutants,
    ...precedenceMutants,
    ...echoMutants,
    ...judgingTimeMutants,
    ...lenientMutants,
    ...strictMutants,
    ...limitMutants,
    ...orderMutants,
    ...segmentMutants,
    ...connectionMutants,
    ...closingMutants,
    ...sourceMutants,
    ...implementerMutants,
  ];
}

/** The first word of a mutant's id. */
export function familyOf({ id }: Mutant): string {
  return id.slice(0, id.indexOf(':'));
}
