import { waitOf } from '../conform/limit-spans.ts';
import type { TargetLimits } from '../conform/profile.ts';
import type { PlacedCase } from '../conform/select-cases.ts';
import { renderConformHead, renderConformSection } from '../report/conform-text.ts';
import type { ConformRun } from '../report/rerun.ts';
import type { CaseResult, ConformResult } from '../results/conform.ts';
import { type CaseProgress, openCaseProgress } from './case-progress.ts';
import { type OutputOptions, renderResult, textOptions } from './conform-output.ts';
import type { Library } from './explain/library.ts';
import type { Terminal } from './terminal.ts';

export interface ConformViewParts {
  readonly cases: readonly PlacedCase[];
  readonly limits: TargetLimits;
  readonly library: Library;
  readonly options: OutputOptions;
  readonly terminal: Terminal;
}

/**
 * What a run of the suite shows while it goes on. As text: what is asked, when the first case begins, and then each
 * section as soon as it is over and all before it are shown; where a bar shows how far it is, they stand behind the bar.
 */
export class ConformView {
  readonly #run: ConformRun;
  readonly #parts: ConformViewParts;
  readonly #results = new Map<string, CaseResult>();
  readonly #shown = new Set<string>();
  #progress: CaseProgress | undefined;

  constructor(run: ConformRun, parts: ConformViewParts) {
    this.#run = run;
    this.#parts = parts;
  }

  begin(id: string): void {
    this.#progress ??= this.#open();
    this.#progress.begin(id);
  }

  end(result: CaseResult): void {
    this.#results.set(result.id, result);
    this.#progress?.end(result);
    const { options, terminal } = this.#parts;
    if (options.json !== true && !terminal.interactive) this.#showFinished();
  }

  close(): void {
    this.#progress?.close();
  }

  /** Shows what is left. */
  finish(result: ConformResult): void {
    const { library, options, terminal } = this.#parts;
    terminal.print(renderResult(result, library, options, this.#shown));
  }

  #open(): CaseProgress {
    const { cases, limits, options, terminal } = this.#parts;
    const longestWaitMs = Math.max(...cases.map(({ one }) => waitOf(one, limits)));
    if (options.json !== true) terminal.print(renderConformHead(this.#run.target, cases.length, longestWaitMs));
    return openCaseProgress(terminal.interactive, cases.length);
  }

  #showFinished(): void {
    const { cases, library, options, terminal } = this.#parts;
    for (const section of new Set(cases.map((each) => each.section))) {
      if (this.#shown.has(section)) continue;
      const ofSection = cases.filter((each) => each.section === section);
      const results = ofSection.flatMap(({ one }) => this.#results.get(one.id) ?? []);
      if (results.length < ofSection.length) return;
      terminal.print(renderConformSection(results, this.#run, textOptions(library, options)));
      this.#shown.add(section);
    }
  }
}
