import type { PlacedCase } from '../conform/select-cases.ts';
import { suite } from '../conform/suite.ts';
import { traceClauses } from '../conform/traceability.ts';
import { annotate } from '../protocol/annotate.ts';
import { renderCaseList, renderMatrix } from '../report/conform-list-text.ts';
import { type ConformTextOptions, renderConform } from '../report/conform-text.ts';
import { toJsonDocument } from '../report/json.ts';
import type { ConformChoice } from '../report/rerun.ts';
import type { CaseResult, ConformResult } from '../results/conform.ts';
import type { DecodeResult } from '../results/decode.ts';
import { describeBlocks } from './decoded-blocks.ts';
import type { Library } from './explain/library.ts';
import { saveFile } from './report-files.ts';
import { openTerminal } from './terminal.ts';

/** What `conform` prints and writes. */

export interface OutputOptions extends ConformChoice {
  readonly color: boolean;
  readonly json?: true;
  readonly matrix?: true;
  readonly junit?: string;
  readonly html?: string;
}

/** The cases, or with `--matrix` the clauses that the suite covers. */
export function describeSuite(
  cases: readonly PlacedCase[],
  { specification }: Library,
  options: OutputOptions,
): string {
  const { colours } = openTerminal(options.color);
  if (options.matrix) {
    const traced = traceClauses(specification.clauses, suite);
    return options.json ? toJsonDocument({ clauses: traced }) : renderMatrix(traced, specification.sections, colours);
  }
  const listed = cases.map(({ section, one: { id, title, requirements, level } }) => ({
    id,
    title,
    section,
    requirements,
    level,
  }));
  return options.json ? toJsonDocument({ cases: listed }) : renderCaseList(listed, specification.sections, colours);
}

/** What goes to standard output, but for the sections that were shown already. */
export function renderResult(
  result: ConformResult,
  library: Library,
  options: OutputOptions,
  shown?: ReadonlySet<string>,
): string {
  return options.json ? toJsonDocument(result) : renderConform(result, textOptions(library, options), shown);
}

export function textOptions({ specification }: Library, options: OutputOptions): ConformTextOptions {
  return {
    colours: openTerminal(options.color).colours,
    choice: options,
    sections: specification.sections,
    clauses: clausesById(specification),
    annotate: annotateEvidence,
  };
}

/** Writes the reports that were asked for, each whether or not the others can be, and gives why some cannot. */
export async function saveReports(
  result: ConformResult,
  { specification }: Library,
  options: OutputOptions,
  began: string,
): Promise<string[]> {
  const failures: string[] = [];
  if (options.junit !== undefined) {
    const { renderConformJunit } = await import('../report/conform-junit.ts');
    failures.push(...(await saveFile(options.junit, renderConformJunit(result, options, specification.sections))));
  }
  if (options.html !== undefined) {
    const { renderConformPage } = await import('../report/html/conform-page.ts');
    const page = renderConformPage(result, {
      choice: options,
      sections: specification.sections,
      clauses: clausesById(specification),
      covered: traceClauses(specification.clauses, suite),
      annotate: annotateEvidence,
      began,
    });
    failures.push(...(await saveFile(options.html, page)));
  }
  return failures;
}

function clausesById({ clauses }: Library['specification']) {
  return new Map(clauses.map((clause) => [clause.id, clause]));
}

/** What was received, with a remark where it is not as it has to be. */
function annotateEvidence({ evidence, requirements }: CaseResult): DecodeResult | undefined {
  if (evidence?.received === undefined || evidence.received.octets === '') return undefined;
  const { octets, mark } = evidence.received;
  const received = Buffer.from(octets, 'hex');
  const described = describeBlocks('', received, annotate(received, 'answers'), []);
  if (mark === undefined) return described;
  const { expected, actual } = evidence;
  const fault = { ...mark, code: null, clause: requirements[0]!, expected, actual };
  const blocks = described.blocks.map((block) => {
    const isMeant = mark.offset >= block.offset && mark.offset < block.offset + block.length;
    return block.kind === 'message' && isMeant ? { ...block, remarks: [fault] } : block;
  });
  return { ...described, blocks };
}
