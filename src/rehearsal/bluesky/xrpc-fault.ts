/** What a server of the AT Protocol answers when it doesn't do what was asked. */
export class XrpcFault extends Error {
  readonly status: number
  readonly error: string
  readonly headers: Record<string, string>
  constructor(status: number, error: string, message: string, headers: Record<string, string> = {}) {
    super(message)
    this.status = status
    this.error = error
    this.headers = headers
  }
}
