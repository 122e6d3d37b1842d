/** A command of `plaza`. `help` is all that `--help` prints; `run` answers the exit code. */
export interface Command {
  name: string
  summary: string
  help: string
  run(args: string[]): Promise<number>
}
