import { answerParent } from './child-process.ts';
import { openTarget, type TargetFacts, type TargetOptions } from './target.ts';

/** The process that is scanned, so that its CPU time is not the scanner's. It holds its target until it is ended. */
answerParent(async (options: TargetOptions): Promise<TargetFacts> => (await openTarget(options)).facts);
