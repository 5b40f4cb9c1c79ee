export const UNRELEASED: string;
export function comesAfter(next: string, current: string): boolean;
export function filed(
  changelog: string,
  version: string,
  day: string,
): { readonly changelog: string; readonly notes: string };
export function checksumLine(bytes: Uint8Array, name: string): string;
