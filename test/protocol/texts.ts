/** Signature files the tests share; written for them. */
export const LIBRARY = `/** Tools of a lending library. */
namespace library {
  /** Key of one book. */
  type BookId = string;
  /** A book on the shelf. */
  interface Book { id: BookId; title: string }

  /**
   * Finds books by words of their title.
   * @param words Words to look for.
   * @category Books
   * @readonly
   */
  function find_books(words: string): Book[];

  /**
   * Lends one book to a reader.
   * @param book_id Book to lend.
   * @param reader Name of the reader.
   * @category Books
   * @requires find_books
   */
  function lend_book(book_id: BookId, reader: string): { due: string };
}
`;

/** The same kind of tools as OpenAI's chat format writes them. */
export const OPENAI = `[
  {
    "type": "function",
    "function": {
      "name": "find_books",
      "description": "Finds books by words of their title.",
      "parameters": {
        "type": "object",
        "properties": {
          "words": { "type": "string", "description": "Words to look for." },
          "language": { "$ref": "#/$defs/Language" }
        },
        "required": ["words"],
        "$defs": { "Language": { "type": "string", "description": "Code of a language.", "enum": ["en", "fr"] } }
      }
    }
  }
]
`;
