export const HOSTILE_TEXTS: readonly string[];
