/// Writes to what another process writes to: what runs in a container to the streams of the client
/// that waits for it.
public final class ForwardingSink: OutputSink {
  private let process: Process
  private let isError: Bool

  /// - Parameter isError: whether it is the process's error output.
  public init(_ process: Process, isError: Bool = false) {
    self.process = process
    self.isError = isError
  }

  public func write(_ text: String) -> Bool {
    if isError { process.writeError(text) } else { process.write(text) }
    return process.isRunning
  }

  public func open() {}
  public func close() {}
  public var isFull: Bool { isError ? process.errorOutput.isFull : process.output.isFull }

  public func whenWritable(_ action: @escaping () -> Void) {
    if isError {
      process.errorOutput.whenWritable(action)
    } else {
      process.output.whenWritable(action)
    }
  }
}
