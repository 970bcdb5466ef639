import Simulation

/// A `read` that has begun.
final class LineReading {
  private let input: any InputSource
  private let isRaw: Bool
  private let names: [String]
  private var line = ""

  init(input: any InputSource, isRaw: Bool, names: [String]) {
    self.input = input
    self.isRaw = isRaw
    self.names = names
  }

  /// Takes lines as far as they are there. Returns the status when the reading is done.
  func finish(_ shell: Interpreter) -> Int32? {
    while true {
      guard let text = input.takeLine() else {
        if !input.isAtEnd { return nil }
        assign(shell)
        return 1
      }
      line += text
      guard line.utf8.last == 10 else {
        assign(shell)
        return 1
      }
      line.unicodeScalars.removeLast()
      if !isRaw, endsWithBackslash {
        line.unicodeScalars.removeLast()
        continue
      }
      return assign(shell) ? 0 : 1
    }
  }

  func wait(_ shell: Interpreter, _ ticket: Int64) {
    input.whenReadable { [self] in
      guard shell.process.isRunning, shell.isWaiting(ticket) else { return }
      if let status = finish(shell) {
        shell.state.status = status
        shell.resume(ticket)
      } else {
        wait(shell, ticket)
      }
    }
  }

  private var endsWithBackslash: Bool {
    var count = 0
    for byte in line.utf8.reversed() {
      if byte != 92 { break }
      count += 1
    }
    return count % 2 == 1
  }

  /// Splits the line at blanks (`IFS`) and sets the variables; the last one takes the rest.
  @discardableResult
  private func assign(_ shell: Interpreter) -> Bool {
    let separators = Array((shell.value(of: "IFS") ?? " \t\n").unicodeScalars)
    let blanks = separators.filter { $0 == " " || $0 == "\t" || $0 == "\n" }
    // Each character with whether a backslash took its meaning away.
    var scalars: [(scalar: Unicode.Scalar, isQuoted: Bool)] = []
    var isEscaped = false
    for scalar in line.unicodeScalars {
      if !isRaw, scalar == "\\", !isEscaped {
        isEscaped = true
        continue
      }
      scalars.append((scalar, isEscaped))
      isEscaped = false
    }
    if names.isEmpty {
      return shell.assign("REPLY", text(scalars[...]))
    }
    var at = 0
    func isBlank(_ index: Int) -> Bool {
      !scalars[index].isQuoted && blanks.contains(scalars[index].scalar)
    }
    func isSeparator(_ index: Int) -> Bool {
      !scalars[index].isQuoted && separators.contains(scalars[index].scalar)
    }
    while at < scalars.count, isBlank(at) { at += 1 }
    for (position, name) in names.enumerated() {
      let start = at
      if position == names.count - 1 {
        var end = scalars.count
        while end > start, isBlank(end - 1) { end -= 1 }
        // One separator after the last field belongs to that.
        if end > start, isSeparator(end - 1),
          !(start..<(end - 1)).contains(where: { isSeparator($0) })
        {
          end -= 1
        }
        if !shell.assign(name, text(scalars[start..<end])) { return false }
        break
      }
      while at < scalars.count, !isSeparator(at) { at += 1 }
      if !shell.assign(name, text(scalars[start..<at])) { return false }
      while at < scalars.count, isBlank(at) { at += 1 }
      if at < scalars.count, isSeparator(at), !isBlank(at) {
        at += 1
        while at < scalars.count, isBlank(at) { at += 1 }
      }
    }
    return true
  }

  private func text(
    _ scalars: ArraySlice<(scalar: Unicode.Scalar, isQuoted: Bool)>
  ) -> String {
    var view = String.UnicodeScalarView()
    for (scalar, _) in scalars { view.append(scalar) }
    return String(view)
  }
}
