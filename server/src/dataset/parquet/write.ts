import type { ByteSink } from '../../files/index.ts';
import type { JsonObject } from '../../json/index.ts';
import { schemaOf } from './schema.ts';
import { fitted, type Shape } from './shape.ts';

/** Rows of a row group: as many as Hugging Face's own writer takes, so that a viewer need not read more for its first page. */
const GROUP_ROWS = 1000;

/** Writes rows as one Parquet file, a thousand in memory at a time. @returns how many */
export async function writeParquet(
  rows: AsyncIterable<JsonObject>,
  columns: ReadonlyMap<string, Shape>,
  sink: ByteSink,
): Promise<number> {
  const { ByteWriter, ParquetWriter } = await import('hyparquet-writer');
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({ writer: bytes, schema: schemaOf(columns), createdBy: 'magnet' });
  const flush = async () => {
    await sink.write(bytes.getBytes().slice());
    bytes.index = 0;
  };
  let group: JsonObject[] = [];
  let count = 0;
  const writeGroup = async () => {
    if (group.length === 0) return;
    const columnData = [...columns].map(([name, shape]) => ({
      name,
      data: group.map((row) => fitted(row[name], shape)),
    }));
    await writer.write({ columnData, rowGroupSize: group.length });
    count += group.length;
    group = [];
    await flush();
  };
  for await (const row of rows) {
    group.push(row);
    if (group.length === GROUP_ROWS) await writeGroup();
  }
  await writeGroup();
  await writer.finish();
  await flush();
  await sink.end();
  return count;
}
