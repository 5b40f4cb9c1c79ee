import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import type { RawPath } from '../dialects/found.ts';
import { deref } from '../schema/refs.ts';
import type { ThrownError } from '../types.ts';
import { firstContent } from './content.ts';
import { type OperationReading, own, textOf } from './reading.ts';

/** The first answer of success that has a schema, and where in the operation the schema stands. */
export function successResponse(reading: OperationReading): { schema: Json; at: RawPath } | undefined {
  const responses = own(reading.operation, 'responses');
  if (!isObject(responses)) return undefined;
  for (const status of successStatuses(responses)) {
    const response = deref(reading.root, responses[status], reading.report);
    if (response === undefined) continue;
    // OpenAPI 2.0 writes the schema at once, 3.0 on below a media type.
    const plain = own(response, 'schema');
    if (plain !== undefined) return { schema: plain, at: ['responses', status, 'schema'] };
    const content = firstContent(response);
    if (content?.schema !== undefined) {
      return { schema: content.schema, at: ['responses', status, 'content', content.mediaType, 'schema'] };
    }
  }
  return undefined;
}

/** Statuses of success, lowest first; `default` where no other answer can mean it. */
function successStatuses(responses: JsonObject): string[] {
  const statuses = Object.keys(responses);
  const success = statuses.filter((code) => /^2(?:\d\d|xx)$/i.test(code)).sort();
  return success.length === 0 && statuses.includes('default') ? ['default'] : success;
}

/** Answers of failure, one an error. */
export function errorResponses({ root, operation, report }: OperationReading): ThrownError[] {
  const responses = own(operation, 'responses');
  if (!isObject(responses)) return [];
  return Object.keys(responses)
    .filter((status) => /^[45](?:\d\d|xx)$/i.test(status))
    .map((status) => ({
      name: `Http${status.toUpperCase()}`,
      description: textOf(deref(root, responses[status], report)?.description),
    }));
}
