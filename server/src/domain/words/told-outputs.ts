import { type Concept, conceptsInText } from './concept.ts';

/** What a description says a function gives back. */

/** `Convert an address into coordinates` → what comes out; coordinates are a latitude and a longitude. */
export function convertedIn(description: string): readonly (readonly string[])[] {
  const match = /\b(?:in)?to ([^.;\n(]{3,80})/i.exec(description.slice(0, 300));
  if (match?.[1] === undefined) return [];
  const concept = conceptsInText(match[1])[0];
  const words = concept === undefined ? [] : [...concept.entity, ...(concept.role === undefined ? [] : [concept.role])];
  return words.includes('coordinate') ? [['latitude'], ['longitude']] : [words];
}

/** `Returns the ids of all open tickets.` → ticket id. */
export function returnedIn(description: string): readonly (Concept & { readonly many: boolean })[] {
  const match = /\b(?:returns?|retrieves?|gets?|lists?|outputs?|yields?|gives?)\s+(?:back\s+)?([^.;\n]{3,160})/i.exec(
    description.slice(0, 1000),
  );
  return match?.[1] === undefined ? [] : conceptsInText(match[1]).filter((concept) => concept.role !== undefined);
}
