public import Simulation

/// A start script of an image that ends in `exec "$@"`: its process becomes what its arguments say,
/// or the server of the image with these arguments when they are options only.
public final class EntrypointProgram: Program {
  private let command: ([String]) -> [String]

  /// - Parameter command: what is run for the arguments that the script is given.
  public init(_ command: @escaping ([String]) -> [String]) { self.command = command }

  /// - Parameters:
  ///   - server: what stands before arguments that are only options.
  ///   - isOption: whether the first argument is one.
  public convenience init(
    server: [String] = [], isOption: @escaping (String) -> Bool = { _ in false }
  ) {
    self.init { arguments in
      guard let first = arguments.first, isOption(first) else { return arguments }
      return server + arguments
    }
  }

  public func start(_ process: Process) {
    let command = command(Array(process.arguments.dropFirst()))
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
