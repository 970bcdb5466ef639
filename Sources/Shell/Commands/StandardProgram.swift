import Simulation

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
      case "chmod": return word.utf8.dropFirst().allSatisfy { "rwxXstugo=+-,".utf8.contains($0) }
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
