/** Languages that the offline teacher writes, and that texts are checked for. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];
