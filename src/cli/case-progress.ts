import { type CaseResult, type CaseVerdict, failsRun } from '../results/conform.ts';
import { openProgress } from './progress.ts';

/** What a run of the suite shows while it goes on: how far it is, its verdicts, what failed, and what it waits for. */
export interface CaseProgress {
  begin(id: string): void;
  end(result: CaseResult): void;
  close(): void;
}

/** So many names stand behind the bar. */
const SHOWN = 3;

/** Shows it on standard error where `visible`. */
export function openCaseProgress(visible: boolean, cases: number): CaseProgress {
  const bar = openProgress(visible, cases, 'cases');
  const verdicts = new Map<CaseVerdict, number>();
  const failed: string[] = [];
  const playing = new Set<string>();
  const tell = () => bar.note(describeProgress(verdicts, failed, [...playing]));
  return {
    begin(id) {
      playing.add(id);
      tell();
    },
    end({ id, verdict }) {
      playing.delete(id);
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
      if (failsRun(verdict, false)) failed.push(id);
      bar.advance();
      tell();
    },
    close: () => bar.close(),
  };
}

/** `, 41 pass, 1 fail (STATUS-CLOSED-01), waiting for TIME-IDLE-01`. */
export function describeProgress(
  verdicts: ReadonlyMap<CaseVerdict, number>,
  failed: readonly string[],
  playing: readonly string[],
): string {
  const counts = [...verdicts].map(([verdict, count]) => `, ${count} ${verdict}`).join('');
  const names = failed.length === 0 ? '' : ` (${listNames(failed)})`;
  return `${counts}${names}${playing.length === 0 ? '' : `, waiting for ${listNames(playing)}`}`;
}

function listNames(names: readonly string[]): string {
  return names.length <= SHOWN ? names.join(', ') : `${names.slice(-SHOWN).join(', ')}, …`;
}
