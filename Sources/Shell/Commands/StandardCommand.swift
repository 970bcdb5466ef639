import Simulation

/// A standard command: how its options are read and what it does.
struct StandardCommand {
  var name: String
  /// The letters of its options, as ``CommandOptions`` takes them.
  var short = ""
  var long: [(name: String, letter: String)] = []
  /// What follows `Usage: `.
  var usage: String
  /// Options that the real command has and this one refuses.
  var refused = ""
  /// The status for a wrong command line.
  var errorStatus: Int32 = 1
  /// Does the work. The status ends the process; nil means that it ends later.
  var run: (CommandCall) -> Int32?
}

/// One run of a standard command.
final class CommandCall {
  let process: Process
  let name: String
  let dialect: CommandDialect
  let usage: String
  let options: CommandOptions
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
      return try files.read(path, from: folder)
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

/// A standard command as a program.
final class StandardProgram: Program {
  private let command: StandardCommand
  private let dialect: CommandDialect

  init(_ command: StandardCommand, _ dialect: CommandDialect) {
    self.command = command
    self.dialect = dialect
  }

  func start(_ process: Process) {
    var arguments = Array(process.arguments.dropFirst())
    if arguments.first == "--help", command.name != "echo", command.name != "test" {
      process.write("Usage: \(command.usage)\n")
      process.exit(0)
      return
    }
    if command.name == "head" || command.name == "tail" {
      arguments = StandardProgram.withModernCount(arguments)
    }
    // A number below zero and a mode such as `-x` are no options.
    let place = arguments.firstIndex { word in
      guard word.utf8.first == 45, word.utf8.count > 1 else { return false }
      switch command.name {
      case "seq": return Decimal(word) != nil
      case "chmod": return word.utf8.dropFirst().allSatisfy { "rwxXst".utf8.contains($0) }
      default: return false
      }
    }
    if let place, arguments[..<place].allSatisfy({ $0.hasPrefix("-") }) {
      arguments.insert("--", at: place)
    }
    do throws(CommandOptions.Failure) {
      let options = try CommandOptions(
        arguments, short: command.short + command.refused, long: command.long, dialect: dialect)
      let call = CommandCall(process, command, dialect, options)
      for option in options.options where command.refused.includes(option.name) {
        call.finish(call.fail("-\(option.name) is not supported here", command.errorStatus))
        return
      }
      if let status = command.run(call) { call.finish(status) }
    } catch {
      process.writeError("\(command.name): \(error.message)\n")
      process.writeError(StandardProgram.hint(command.name, command.usage, dialect))
      process.exit(command.errorStatus)
    }
  }

  /// What follows the message for a wrong command line.
  static func hint(_ name: String, _ usage: String, _ dialect: CommandDialect) -> String {
    switch dialect {
    case .gnu:
      (name == "grep" ? "Usage: \(usage)\n" : "") + "Try '\(name) --help' for more information.\n"
    case .busybox: "BusyBox v1.36.1 multi-call binary.\n\nUsage: \(usage)\n"
    }
  }

  /// `head -3` is `head -n 3`.
  private static func withModernCount(_ arguments: [String]) -> [String] {
    guard let first = arguments.first, first.hasPrefix("-"), first.utf8.count > 1,
      first.utf8.dropFirst().allSatisfy({ Parser.isDigit($0) })
    else { return arguments }
    return ["-n", String(first.dropFirst())] + arguments.dropFirst()
  }
}
