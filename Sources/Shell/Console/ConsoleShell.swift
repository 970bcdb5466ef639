public import OrderedCollections
public import Simulation

/// The interactive shell of a session: variables, functions and the working directory live on
/// from one command line to the next.
public final class ConsoleShell {
  public let space: ProcessSpace
  private let terminal: any OutputSink

  public init(
    space: ProcessSpace, environment: OrderedDictionary<String, String>,
    workingDirectory: String, terminal: any OutputSink
  ) {
    self.space = space
    self.terminal = terminal
  }

  /// Starts one command line, which may span several lines of text, and returns at once.
  /// `completion` is called from a later event with the exit status.
  public func run(_ text: String, completion: @escaping (Int32) -> Void) {
    _ = terminal.write("bash: \(text): command not found\n")
    space.world.soon { completion(127) }
  }

  /// Cancels the command that runs, as the interrupt key does. Its status is 130.
  public func interrupt() {}
}
