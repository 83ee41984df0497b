/**
 * A vitest reporter that names what did not run, with its reason: what `context.skip(condition, reason)` was given, or
 * what the title of a skipped suite says. A test that needs an optional program tells so in one of the two.
 */
export default class SkippedReporter {
  /** @param {readonly import('vitest/node').TestModule[]} modules */
  onTestRunEnd(modules) {
    const lines = modules.flatMap(({ relativeModuleId, children }) =>
      skippedIn(children).map((line) => `   ${relativeModuleId} > ${line}`),
    );
    if (lines.length > 0) console.log(`\n Skipped\n${lines.join('\n')}\n`);
  }
}

/** In the place of the reason of a test that was not skipped. */
const DID_RUN = '(it did run)';

/**
 * A line for each skipped test, and one alone for a suite that was skipped as a whole for one reason.
 *
 * @param {import('vitest/node').TestCollection} collection
 * @returns {string[]}
 */
function skippedIn(collection) {
  return [...collection].flatMap((task) => {
    if (task.type === 'test') {
      const result = task.result();
      return result.state === 'skipped' ? [withReason(task.fullName, result.note)] : [];
    }
    const results = [...task.children.allTests()].map((test) => test.result());
    const reasons = new Set(results.map((result) => (result.state === 'skipped' ? result.note : DID_RUN)));
    if (reasons.size !== 1 || reasons.has(DID_RUN)) return skippedIn(task.children);
    return [withReason(`${task.fullName} (${results.length})`, [...reasons][0])];
  });
}

/**
 * @param {string} name
 * @param {string | undefined} reason
 */
function withReason(name, reason) {
  return reason === undefined ? name : `${name}: ${reason}`;
}
