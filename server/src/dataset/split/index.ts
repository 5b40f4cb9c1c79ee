export { type Grouping, openGrouping, SPLIT_BY, type SplitBy } from './groups.ts';
export { ToolSides } from './offers.ts';
export { planSplit, type Side, SplitError, type SplitPlan } from './plan.ts';
