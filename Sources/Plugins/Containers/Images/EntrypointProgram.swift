import Simulation

/// A start script that ends in `exec "$@"`: the process becomes what its arguments say.
final class EntrypointProgram: Program {
  func start(_ process: Process) {
    let command = Array(process.arguments.dropFirst())
    do throws(SpawnError) {
      try process.space.replace(
        process,
        by: Launch(
          arguments: command, environment: process.environment,
          workingDirectory: process.workingDirectory, input: process.input,
          output: process.output, errorOutput: process.errorOutput))
    } catch {
      let name = process.arguments.first ?? ""
      switch error {
      case .notFound:
        process.writeError("\(name): exec: \(command.first ?? ""): not found\n")
        process.exit(127)
      case .permissionDenied, .isADirectory, .tooManyInterpreters, .argumentsTooLong:
        process.writeError("\(name): exec: \(command.first ?? ""): Permission denied\n")
        process.exit(126)
      }
    }
  }
}
