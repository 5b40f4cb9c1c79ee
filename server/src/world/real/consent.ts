/** Every real world is made with a person's yes, given for this very server, module or address. */
export interface Consent {
  readonly consent: true;
}

/** Real worlds run other people's code or send data away: none is made by mistake. */
export class ConsentError extends Error {
  override readonly name = 'ConsentError';
}

/** @throws ConsentError where the person has not said yes. */
export function requireConsent(options: { readonly consent?: unknown }, what: string): void {
  if (options.consent !== true) throw new ConsentError(`${what} needs a person's consent first.`);
}
