public import Simulation

/// A start script of an image that ends in `exec "$@"`: its process becomes what its arguments say,
/// or the server of the image with these arguments when they are options only.
public final class EntrypointProgram: Program {
  private let server: [String]
  private let isOption: (String) -> Bool

  /// - Parameters:
  ///   - server: what stands before arguments that are only options.
  ///   - isOption: whether the first argument is one.
  public init(server: [String] = [], isOption: @escaping (String) -> Bool = { _ in false }) {
    self.server = server
    self.isOption = isOption
  }

  public func start(_ process: Process) {
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
