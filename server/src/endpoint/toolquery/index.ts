export { playToolQuery, type ToolQueryStage } from './play.ts';
export {
  readToolQueryTask,
  scoreToolQuery,
  type ToolQueryAction,
  type ToolQueryTask,
  type ToolQueryVerdict,
} from './score.ts';
