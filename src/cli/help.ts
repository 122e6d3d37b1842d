import type { ListedCommand } from './command.ts'

export function overview(commands: readonly ListedCommand[]): string {
  const width = Math.max(...commands.map((command) => command.name.length))
  const lines = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`)
  return `plaza: customer care in the public square\n\nplaza COMMAND [options]\n\n${lines.join('\n')}\n\nplaza COMMAND --help says more.\n`
}
