import { renderedErrors } from '../../source/testing/rendered-errors.ts';
import { loadScenarioFile } from '../load.ts';
import type { Scenario } from '../model.ts';

/** Files that a test's scenario includes, by the paths that it writes. */
export type Files = Readonly<Record<string, string>>;

/** Every scenario of `web.yaml`, which says `text`. */
export function loadAll(text: string, files: Files = {}): readonly Scenario[] {
  return loadScenarioFile(text, 'web.yaml', (path) => {
    const included = files[path];
    return included === undefined ? undefined : { file: path, text: included };
  });
}

/** The one scenario of `web.yaml`. */
export function load(text: string, files: Files = {}): Scenario {
  return loadAll(text, files)[0]!;
}

/** What a person is shown of what is wrong with `web.yaml`. */
export function errorsOf(text: string, files: Files = {}): string {
  return `\n${renderedErrors(() => loadAll(text, files))}\n`;
}
