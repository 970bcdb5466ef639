import Simulation

/// One run of a standard command.
final class CommandCall {
  let process: Process
  let name: String
  let dialect: CommandDialect
  let usage: String
  let options: CommandOptions
  /// Where everything that is written goes, too.
  var copies: [any OutputSink] = []
  /// The status that a run with small failures ends with.
  var status: Int32 = 0
  private var pending = ""

  init(
    _ process: Process, _ command: StandardCommand, _ dialect: CommandDialect,
    _ options: CommandOptions
  ) {
    self.process = process
    self.dialect = dialect
    self.options = options
    name = command.name
    usage = command.usage
  }

  var operands: [String] { options.operands }
  var world: World { process.world }
  var files: FileSystem { process.fileSystem }
  var folder: String { process.workingDirectory }

  func has(_ name: String) -> Bool { options.has(name) }
  func value(_ name: String) -> String? { options.value(name) }

  // MARK: Output

  /// Writes soon: what is small is collected first.
  func write(_ text: String) {
    pending += text
    if pending.utf8.count > 16_384 { flush() }
  }

  func flush() {
    guard !pending.isEmpty else { return }
    let text = pending
    pending = ""
    for copy in copies {
      world.spend(text.utf8.count + World.moveCost)
      _ = copy.write(text)
    }
    process.write(text)
  }

  /// Prints a message with the command's name in front.
  func complain(_ message: String) {
    flush()
    process.writeError("\(name): \(message)\n")
  }

  /// Prints a message and returns the status, for the end of a command.
  func fail(_ message: String, _ status: Int32 = 1) -> Int32 {
    complain(message)
    return status
  }

  /// The message for wrong use, with where to read on.
  func misuse(_ message: String, _ status: Int32 = 1) -> Int32 {
    complain(message)
    process.writeError(StandardProgram.hint(name, usage, dialect))
    return status
  }

  /// Ends the process, after what is still to be written.
  func finish(_ status: Int32) {
    flush()
    guard process.isRunning else { return }
    if let file = process.output as? FileSink, let error = file.error {
      process.writeError("\(name): write error: \(error.text)\n")
      process.exit(1)
      return
    }
    process.exit(status)
  }

  // MARK: Files

  /// The text of a file, or nil after a message.
  func read(_ path: String) -> String? {
    do throws(FileError) {
      let text = try files.read(path, from: folder)
      world.spend(text.utf8.count + World.fileCost)
      return text
    } catch {
      complain(openMessage(path, error))
      return nil
    }
  }

  /// Why a file cannot be read, in the words of this command.
  func openMessage(_ path: String, _ error: FileError) -> String {
    switch (dialect, name) {
    case (.gnu, "head"), (.gnu, "tail"):
      error == .isADirectory
        ? "error reading '\(path)': \(error.text)"
        : "cannot open '\(path)' for reading: \(error.text)"
    case (.gnu, "sort"): "cannot read: \(path): \(error.text)"
    case (.gnu, "sed"):
      error == .isADirectory
        ? "couldn't edit \(path): not a regular file" : "can't read \(path): \(error.text)"
    case (.gnu, "tac"): "failed to open '\(path)' for reading: \(error.text)"
    case (.gnu, "awk"): "cannot open \"\(path)\" (\(error.text))"
    case (.busybox, "cat") where error != .isADirectory, (.busybox, "sort"), (.busybox, "tail"):
      "can't open '\(path)': \(error.text)"
    case (.busybox, "cat"): "read error: \(error.text)"
    default: "\(path): \(error.text)"
    }
  }
}
