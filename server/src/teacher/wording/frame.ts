import { capitalize } from '../../english/index.ts';

/** Fills a frame's slots; the first letter of the sentence becomes a capital. */
export function frame(template: string, slots: Readonly<Record<string, string>>): string {
  const text = template.replace(/([.?!] )?\{(\w+)\}/g, (whole, end: string | undefined, name: string) => {
    const value = Object.hasOwn(slots, name) ? slots[name] : undefined;
    if (value === undefined) return whole;
    // A question of its own begins with a capital: "Happy to. At what time?"
    return `${end ?? ''}${end !== undefined && name === 'q' ? capitalize(value) : value}`;
  });
  return tidy(capitalize(text));
}

/** Spaces, doubled full stops and the like that filling can leave; the indentation of a line is part of its text. */
export function tidy(text: string): string {
  return text
    .replace(/(?<=\S)[ \t]{2,}/g, ' ')
    .replace(/ ([,.?!])(?=\s|$)/g, '$1')
    .replace(/([.?!]["”]?)[.](?=\s|$)/g, '$1')
    .trim();
}

/** A text with its full stop. */
export function sentence(text: string): string {
  return /[.!?]["”]?$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}
