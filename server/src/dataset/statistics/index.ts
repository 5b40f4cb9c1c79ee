export { type RunStatistics, type Spread, StatisticsCollector } from './collect.ts';
export { type Coverage, coverageOf } from './coverage.ts';
export { type Diversity, DiversityMeter } from './diversity.ts';
export { statisticsOf } from './of-run.ts';
export { statisticsPage } from './page.ts';
