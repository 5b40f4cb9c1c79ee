export function takeTexts(manifest: object, known: Readonly<Record<string, string>>): Record<string, string>;
export function textsOfClient(folder: string): string[];
