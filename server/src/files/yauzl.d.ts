/** What is used of yauzl, which comes without types. */
declare module 'yauzl' {
  import type { Readable } from 'node:stream';

  export interface Entry {
    /** Bytes: the archive is opened with `decodeStrings: false`. */
    readonly fileName: Buffer;
    readonly fileNameLength: number;
    readonly extraFieldLength: number;
    readonly fileCommentLength: number;
    readonly compressionMethod: number;
    readonly compressedSize: number;
    readonly uncompressedSize: number;
    isEncrypted(): boolean;
  }

  export interface ZipFile {
    readonly entryCount: number;
    eachEntry(): AsyncIterable<Entry>;
    openReadStreamPromise(entry: Entry): Promise<Readable>;
  }

  function fromFdPromise(
    fd: number,
    options: { readonly lazyEntries: true; readonly decodeStrings: false; readonly autoClose: false },
  ): Promise<ZipFile>;

  const yauzl: { readonly fromFdPromise: typeof fromFdPromise };
  export default yauzl;
}
