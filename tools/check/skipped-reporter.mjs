/**
 * A vitest reporter that names every test that did not run, with its reason: what `context.skip(condition, reason)` was
 * given. A test that needs an optional program says so there.
 */
export default class SkippedReporter {
  /** @param {readonly import('vitest/node').TestModule[]} modules */
  onTestRunEnd(modules) {
    const lines = modules.flatMap(({ relativeModuleId, children }) =>
      [...children.allTests('skipped')].map((test) => {
        const result = test.result();
        const reason = result.state === 'skipped' ? result.note : undefined;
        return `   ${relativeModuleId} > ${test.fullName}${reason === undefined ? '' : `: ${reason}`}`;
      }),
    );
    if (lines.length > 0) console.log(`\n Skipped\n${lines.join('\n')}\n`);
  }
}
