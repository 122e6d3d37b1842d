/** A command of `plaza`. `help` is all that `--help` prints; `run` answers the exit code. */
export interface Command {
  help: string
  run(args: string[]): Promise<number>
}

/** A command as it is listed: what it needs is read when it is asked for. */
export interface ListedCommand {
  name: string
  summary: string
  load(): Promise<Command>
}
