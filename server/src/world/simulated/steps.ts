import { keyWords } from '../../english/index.ts';
import type { Step } from './plan.ts';
import { assignments } from './steps/assign.ts';
import { checksOf } from './steps/fields.ts';
import { ledgerSteps } from './steps/ledger.ts';
import { listSteps } from './steps/list.ts';
import { insertSteps, madeTable, recordSteps } from './steps/record.ts';
import type { CompiledSteps, Compiling } from './steps/types.ts';

export { limitOf } from './steps/list.ts';
export type { CompiledSteps, Compiling } from './steps/types.ts';

/** Compiles a reading into steps. */
export function compileSteps(compiling: Compiling): CompiledSteps {
  const { reading, table } = compiling;
  switch (reading.operation) {
    case 'compute':
      return { steps: [{ do: 'compute', how: 'of the arguments' }] };
    case 'session':
      return sessionSteps(compiling);
    case 'list':
      return table === undefined ? plainSteps(compiling) : listSteps(compiling, table);
    case 'create':
    case 'send':
      return table === undefined ? plainSteps(compiling) : insertSteps(compiling, madeTable(compiling, table));
    default:
      return table === undefined ? plainSteps(compiling) : recordSteps(compiling, table);
  }
}

/** A function about no entity: it changes or reads the session, or answers from its arguments. */
function plainSteps(compiling: Compiling): CompiledSteps {
  const { reading, session } = compiling;
  const inputs = Object.keys(compiling.signature.parameters.properties ?? {});
  const checks = checksOf(compiling, undefined);
  if (!reading.writes && inputs.length > 0) return { steps: checks };
  const ledger = ledgerSteps(compiling, undefined);
  const set =
    reading.writes && reading.operation !== 'send' ? assignments(compiling, undefined, ledger.length > 0) : [];
  const update: Step[] = set.length === 0 ? [] : [{ do: 'update', set }];
  return { steps: [...checks, { do: 'get', table: session }, ...ledger, ...update], about: session };
}

function sessionSteps(compiling: Compiling): CompiledSteps {
  const { session, verb, reading, signature } = compiling;
  const words = keyWords(signature.name);
  const leaves =
    /^(?:log|sign)?out$/.test(verb) || ['logout', 'signout', 'logoff'].some((word) => words.join('').includes(word));
  const enters =
    !leaves && (/^(?:login|signin|log|sign|authenticate|authorize|auth)$/.test(verb) || words.includes('login'));
  if (!reading.writes) return { steps: [{ do: 'get', table: session }], about: session };
  const set = assignments(compiling, undefined, false).filter(({ field }) => !SECRET.test(field));
  const update: Step[] = set.length === 0 ? [] : [{ do: 'update', set }];
  const login: Step[] = leaves ? [{ do: 'log out' }] : enters ? [{ do: 'log in' }] : [];
  return { steps: [...login, { do: 'get', table: session }, ...update], about: session };
}

const SECRET = /password|secret|pin|token|code|otp/;
