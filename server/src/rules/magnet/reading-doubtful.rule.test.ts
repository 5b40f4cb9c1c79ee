import { testRule } from '../testing/test-rule.ts';
import { readingDoubtful } from './reading-doubtful.rule.ts';

testRule(readingDoubtful, {
  good: [
    // Nothing is built on what no edge reaches.
    `/** @param job_id Job that is meant. */
function frob(job_id: string);`,
    // What is stated is no guess.
    `/** Key of a job. */
type JobId = string;
/** Starts a job. @param what What to do. */
function start_job(what: string): { job_id: JobId };
/** @updates Job @param job_id Job that is meant. */
function frob(job_id: JobId);`,
  ],
});
