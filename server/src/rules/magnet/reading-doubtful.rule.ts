import { domainOf } from '../../graph/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';

/** A reading below it is more likely wrong than right. */
const DOUBTFUL = 0.35;

export const readingDoubtful = defineRule({
  code: 'reading-doubtful',
  family: 'magnet',
  severity: 'hint',
  title: 'A function that is read with doubt though conversations would be built on it.',
  message: message`What ${'name'} does is a guess (${'reading'}): say it in the description, or state it with a tag such as @updates.`,
  docs: {
    what: 'A function with edges in the dependency graph whose operation and entity are read with a confidence below 0.35. Not told for a graph that was derived in a thread of its own (more than 1,500 functions).',
    why: 'What a simulated world answers, what a person asks for and which call may follow all rest on this reading. Where it is wrong, a conversation says that something was done that was not.',
    bad: `/** Key of a job. */
type JobId = string;
/** Starts a job. @param what What to do. */
function start_job(what: string): { job_id: JobId };
/** @param job_id Job that is meant. */
function [|frob|](job_id: JobId);`,
    good: `/** Key of a job. */
type JobId = string;
/** Starts a job. @param what What to do. */
function start_job(what: string): { job_id: JobId };
/** Cancels a job. @param job_id Job that is meant. */
function frob(job_id: JobId);`,
  },
  checkGraph({ graph, catalog }, report) {
    for (const { function: id, operation, entity, confidence } of domainOf(graph)?.functions ?? []) {
      if (confidence >= DOUBTFUL || graph.index(id) === undefined) continue;
      if (graph.outgoing(id).length === 0 && graph.incoming(id).length === 0) continue;
      const name = catalog.get(id)?.signature.name;
      if (name === undefined) continue;
      const reading = entity === undefined ? operation : `${operation} ${entity}`;
      report(id, { part: ['name'], data: { name: `\`${name}\``, reading } });
    }
  },
});
