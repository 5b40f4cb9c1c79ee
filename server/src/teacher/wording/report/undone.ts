/** Of what is gone, only what its end costs or brings is told, and until when it goes on. */
export const UNDOES = /^(?:cancel|delete|remove|revoke|withdraw|terminate|void|unsubscribe|drop|discard)$/;

export const TOLD_OF_AN_END = /^(?:fee|refund|refunded|penalty|charge|credit|deposit|until|effective|end|ends)$/;

/** Deeds, each with the yes-or-no fields that it turns off. */
const TURNS_OFF: readonly (readonly [verb: RegExp, field: RegExp])[] = [
  [/^(?:close|shut)/, /^(?:is_?)?open$/i],
  [/^(?:disable|deactivate|switch off|turn off|stop|pause)$/, /^(?:is_?)?(?:active|enabled|running|on|playing)$/i],
  [/^unlock$/, /^(?:is_?)?locked$/i],
  [/^lock$/, /^(?:is_?)?unlocked$/i],
];

/** "It is not open" says once more that it was closed. */
export function goesWithoutSaying(verb: string, key: string, value: unknown): boolean {
  return value === false && TURNS_OFF.some(([deed, field]) => deed.test(verb) && field.test(key));
}
