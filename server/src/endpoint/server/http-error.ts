/** A request that is answered with an error status and OpenAI's error body. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }

  /** `{error: {message, type, param, code}}`. */
  body(): string {
    const type = this.status >= 500 ? 'server_error' : 'invalid_request_error';
    return JSON.stringify({ error: { message: this.message, type, param: null, code: null } });
  }
}
