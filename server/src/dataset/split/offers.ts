import { mixedHash } from '../../json/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';
import { toolsCalled } from './groups.ts';
import type { Side } from './plan.ts';

/** A record as its side sees it, and the tools that are no longer offered. */
export interface SidedRecord {
  readonly record: TrajectoryRecord;
  readonly takenOut: readonly string[];
}

/**
 * Which side every tool is on, in a split by tool: that of the records that call it. One that nobody calls goes to either,
 * as its name and the seed say. Tools of the other side are not offered, for a model learns a definition as well.
 */
export class ToolSides {
  readonly #called = new Map<string, Side>();
  readonly #share: number;
  readonly #seed: string;

  constructor(share: number, seed: string) {
    this.#share = share;
    this.#seed = seed;
  }

  add(record: TrajectoryRecord, side: Side): void {
    for (const tool of toolsCalled(record)) this.#called.set(tool, side);
  }

  sideOf(tool: string): Side {
    const drawn = mixedHash(`${this.#seed}\noffered ${tool}`) / 0x1_0000_0000;
    return this.#called.get(tool) ?? (drawn < this.#share ? 'test' : 'train');
  }

  /** The record with the tools of its side alone. */
  on(record: TrajectoryRecord, side: Side): SidedRecord {
    const isHere = (name: string) => this.sideOf(name) === side;
    const takenOut = record.tools.map((tool) => tool.function.name).filter((name) => !isHere(name));
    if (takenOut.length === 0) return { record, takenOut };
    return {
      takenOut,
      record: {
        ...record,
        tools: record.tools.filter((tool) => isHere(tool.function.name)),
        ...(record.withheld === undefined ? {} : { withheld: record.withheld.filter(({ name }) => isHere(name)) }),
      },
    };
  }
}
