export { type Action, actionOf } from './action.ts';
export { askForValue, askToCheck, sayMissing } from './agent.ts';
export { Choices } from './choose.ts';
export { withMachineNumbers } from './german/index.ts';
export { headOfDescription, type ParameterWords, parameterWords, valueKind } from './parameter.ts';
export { writeQuery } from './query/query.ts';
export { errorText } from './report/failure.ts';
export { summarize } from './report/summary.ts';
export { saysScalar, saysValue, sayValue, scalarsOf, surfaceForms } from './values.ts';
