import { answerParent } from './child-process.ts';
import { runScanJob } from './run-scan-job.ts';

/** The process that scans: its CPU time is that of the scanner alone. */
answerParent(runScanJob);
