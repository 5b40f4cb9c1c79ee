/** The function a CodeLens, a tree item or another extension names: an id, or something that has one. */
export function functionIdOf(target: unknown): string | undefined {
  if (typeof target === 'string') return target;
  if (typeof target !== 'object' || target === null) return undefined;
  const { functionId, function: named, id } = target as Record<string, unknown>;
  return [functionId, named, id].find((value): value is string => typeof value === 'string');
}
