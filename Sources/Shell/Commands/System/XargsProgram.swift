import Simulation

/// `xargs`: makes command lines from what it reads, and runs them one after the other.
final class XargsProgram: Program {
  private var lines: ArraySlice<[String]> = []
  private var worst: Int32 = 0
  private var traces = false

  func start(_ process: Process) {
    let options: CommandOptions
    do throws(CommandOptions.Failure) {
      options = try CommandOptions(
        Array(process.arguments.dropFirst()), short: "+n:I:L:rtd:0P:",
        long: [
          ("max-args=", "n"), ("replace=", "I"), ("no-run-if-empty", "r"), ("verbose", "t"),
          ("delimiter=", "d"), ("null", "0"), ("max-procs=", "P"), ("max-lines=", "L"),
        ], dialect: .gnu)
    } catch {
      process.writeError("xargs: \(error.message)\nTry 'xargs --help' for more information.\n")
      process.exit(1)
      return
    }
    var most = Int.max
    for name in ["n", "L"] {
      guard let text = options.value(name) else { continue }
      guard let number = Int(bounded: text), number > 0 else {
        process.writeError("xargs: value \(text) for -\(name) option should be >= 1\n")
        process.exit(1)
        return
      }
      most = number
    }
    traces = options.has("t")
    process.readAll { [self] text in
      let command = options.operands.isEmpty ? ["echo"] : options.operands
      if let mark = options.value("I") {
        let items = CommandCall.lines(text).map { String($0.drop { $0 == " " || $0 == "\t" }) }
        lines =
          items.filter { !$0.isEmpty }.map { item in
            command.map {
              Pattern(quoting: mark).replace(.all, in: $0, by: item, process.world)
            }
          }[...]
      } else {
        guard let items = items(text, options) else {
          process.writeError(
            "xargs: unmatched single quote; by default quotes are special to xargs unless you use "
              + "the -0 option\n")
          process.exit(1)
          return
        }
        lines = chunks(items, most, options).map { command + $0 }[...]
        if items.isEmpty { lines = options.has("r") ? [] : [command] }
      }
      next(process)
    }
  }

  /// The items: blanks separate them, quotes and backslashes take the meaning of those away.
  private func items(_ text: String, _ options: CommandOptions) -> [String]? {
    if options.has("0") { return text.split(separator: "\0").map { String($0) } }
    if let mark = options.value("d") {
      let separator = BackslashEscapes.expand(mark, .format).text
      guard let first = separator.unicodeScalars.first else { return [text] }
      var items = text.unicodeScalars.split(
        omittingEmptySubsequences: false, whereSeparator: { $0 == first }
      ).map { String($0) }
      if items.last == "" { items.removeLast() }
      return items
    }
    if options.has("L") { return CommandCall.lines(text).filter { !$0.isEmpty } }
    var items: [String] = []
    var current: String.UnicodeScalarView?
    var quote: Unicode.Scalar?
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if isEscaped {
        isEscaped = false
        current = (current ?? String.UnicodeScalarView()) + [scalar]
      } else if let open = quote {
        if scalar == open { quote = nil } else { current?.append(scalar) }
      } else if scalar == "'" || scalar == "\"" {
        quote = scalar
        current = current ?? String.UnicodeScalarView()
      } else if scalar == "\\" {
        isEscaped = true
      } else if scalar == " " || scalar == "\t" || scalar == "\n" {
        if let item = current { items.append(String(item)) }
        current = nil
      } else {
        if current == nil { current = String.UnicodeScalarView() }
        current?.append(scalar)
      }
    }
    if quote != nil { return nil }
    if let item = current { items.append(String(item)) }
    return items
  }

  private func chunks(_ items: [String], _ most: Int, _ options: CommandOptions) -> [[String]] {
    let items =
      options.has("L")
      ? items.map { $0.split(separator: " ").map { String($0) } } : items.map { [$0] }
    var chunks: [[String]] = []
    var start = 0
    while start < items.count {
      let end = min(items.count, most == Int.max ? min(start + 2000, items.count) : start + most)
      chunks.append(items[start..<end].flatMap { $0 })
      start = end
    }
    return chunks
  }

  private func next(_ process: Process) {
    guard let arguments = lines.popFirst() else {
      process.exit(worst)
      return
    }
    if traces {
      process.writeError(arguments.map { ShellQuoting.quote($0) }.joined(separator: " ") + "\n")
    }
    do throws(SpawnError) {
      let child = try process.space.spawn(
        Launch(
          arguments: arguments, environment: process.environment,
          workingDirectory: process.workingDirectory, parent: process,
          input: TextSource(world: process.world), output: process.output,
          errorOutput: process.errorOutput))
      child.whenExited { [self] child in
        guard process.isRunning else { return }
        let status = child.exitStatus ?? 0
        if status == 255 {
          process.writeError("xargs: \(arguments[0]): exited with status 255; aborting\n")
          process.exit(124)
          return
        }
        if child.endedBy != nil {
          process.exit(125)
          return
        }
        if status != 0 { worst = 123 }
        next(process)
      }
    } catch {
      process.writeError("xargs: \(arguments[0]): \(error.text)\n")
      process.exit(error.status)
    }
  }
}

extension Pattern {
  /// A pattern that matches just this text.
  init(quoting text: String) {
    var field = Field()
    field.append(text, isQuoted: true)
    self.init(field)
  }
}
