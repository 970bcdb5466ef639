import Simulation

/// The start script of an image: its process becomes what its arguments say, or the server itself
/// with these when they are options only.
final class EntrypointProgram: Program {
  private let server: [String]
  private let isOption: (String) -> Bool

  /// - Parameters:
  ///   - server: what stands before arguments that are only options.
  ///   - isOption: whether the first argument is one.
  init(server: [String], isOption: @escaping (String) -> Bool) {
    self.server = server
    self.isOption = isOption
  }

  func start(_ process: Process) {
    var command = Array(process.arguments.dropFirst())
    if let first = command.first, isOption(first) { command = server + command }
    do throws(SpawnError) {
      try process.space.replace(
        process,
        by: Launch(
          arguments: command, environment: process.environment,
          workingDirectory: process.workingDirectory, input: process.input,
          output: process.output, errorOutput: process.errorOutput))
    } catch {
      let name = process.arguments.first ?? ""
      process.writeError("\(name): exec: \(command.first ?? ""): not found\n")
      process.exit(error == .notFound ? 127 : 126)
    }
  }
}
