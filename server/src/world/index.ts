export * from './mcp/index.ts';
export * from './mock/index.ts';
export * from './python/index.ts';
export * from './real/index.ts';
export { type DescribedPlan, describePlans } from './simulated/describe.ts';
export { materialState } from './simulated/state.ts';
export { otherOfItsKind } from './simulated/values/other.ts';
export {
  createSimulatedWorld,
  isSimulatedWorld,
  type SimulatedWorld,
  type SimulationOptions,
} from './simulated/world.ts';
export * from './types.ts';
export { valueErrors } from './validator.ts';
