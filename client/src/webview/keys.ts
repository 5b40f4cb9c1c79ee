/** One line of a keyboard map: it runs the key and writes the help. */
export interface Key<Actions> {
  /** `KeyboardEvent.key` values. */
  readonly keys: readonly string[];
  /** As shown in the help; '' for the second of a pair. */
  readonly shown: string;
  readonly label: string;
  run(actions: Actions): void;
}

/** Runs a key of the map. @returns whether there was one */
export function runKey<Actions>(event: KeyboardEvent, actions: Actions, keys: readonly Key<Actions>[]): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const binding = keys.find((key) => key.keys.includes(event.key));
  binding?.run(actions);
  return binding !== undefined;
}

/** Whether a key press is text being typed. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  return target !== null && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}
