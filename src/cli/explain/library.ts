import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { packageFile } from '../../runtime/node/package-files.ts';
import { loadMachines, type MachineTable } from '../../source/machine-table.ts';
import { readSpecification, type Specification } from '../../source/specification.ts';

/** The files of `spec/` that explanations are made of. They are part of the package. */

const advice = z.strictObject({
  reasons: z.record(z.string(), z.string()),
  codes: z.record(z.string(), z.string()),
  errnos: z.record(z.string(), z.string()),
});
/** What to do about reasons, error codes and errno names. */
export type Advice = z.infer<typeof advice>;

const vectorFile = z.object({
  vectors: z.array(
    z.object({
      file: z.string(),
      name: z.string(),
      why: z.string(),
      clauses: z.array(z.string()),
      reader: z.enum(['responder', 'scanner']),
      octets: z.array(z.object({ hex: z.string(), times: z.number() })),
      messages: z.array(z.object({ name: z.string() })),
      violation: z.object({ code: z.string(), offset: z.number() }).nullable(),
    }),
  ),
});
export type Vector = z.infer<typeof vectorFile>['vectors'][number];

export interface Library {
  readonly specification: Specification;
  readonly advice: Advice;
  readonly vectors: readonly Vector[];
  /** The table of the responder machine. */
  readonly responder: MachineTable;
}

export async function readLibrary(): Promise<Library> {
  const read = (name: string) => readFile(packageFile(`spec/${name}`), 'utf8');
  const [markdown, requirements, adviceText, vectorText, machines] = await Promise.all(
    ['psap.md', 'requirements.yaml', 'advice.yaml', 'vectors/psap-vectors.json', 'machines.yaml'].map(read),
  );
  return {
    specification: readSpecification(markdown!, requirements!),
    advice: advice.parse(parse(adviceText!)),
    vectors: vectorFile.parse(JSON.parse(vectorText!)).vectors,
    responder: loadMachines(machines!, 'spec/machines.yaml').responder,
  };
}
