export const NAME_READERS: string;
export const READING_ALLOWED: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
