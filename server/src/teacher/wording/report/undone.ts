/** Of what is gone, only what its end costs or brings is told, and until when it goes on. */
export const UNDOES = /^(?:cancel|delete|remove|revoke|withdraw|terminate|void|unsubscribe|drop|discard)$/;

export const TOLD_OF_AN_END = /^(?:fee|refund|refunded|penalty|charge|credit|deposit|until|effective|end|ends)$/;
