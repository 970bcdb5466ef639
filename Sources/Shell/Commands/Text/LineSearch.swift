import Simulation

/// One run of `grep`.
final class LineSearch {
  private let call: CommandCall
  private let patterns: LinePatterns
  private var paths: [String]
  private let showsName: Bool
  private let before: Int
  private let after: Int
  private let limit: Int
  private var counts: [(name: String, count: Int)] = []
  private var number = 0
  private var file: String?
  private var waiting: [(number: Int, text: String)] = []
  private var following = 0
  private var lastShown = 0
  private var hasShown = false
  private var found = false

  init?(_ call: CommandCall) {
    self.call = call
    var operands = call.operands
    var given = call.options.options.filter { $0.name == "e" }.map { $0.value }
    for option in call.options.options where option.name == "f" {
      guard let text = call.read(option.value) else { return nil }
      given += CommandCall.lines(text)
    }
    if !call.has("e"), !call.has("f") {
      guard !operands.isEmpty else {
        call.process.writeError(
          StandardProgram.hint(call.name, call.usage, call.dialect))
        return nil
      }
      given = [operands.removeFirst()]
    }
    let kind = call.options.options.last { ["E", "F", "G"].contains($0.name) }?.name
    let isFixed = call.name == "fgrep" || kind == "F"
    let isExtended = call.name == "egrep" || kind == "E"
    do throws(RegularExpression.Failure) {
      patterns = try LinePatterns(
        given.flatMap { CommandCall.lines($0 + "\n") },
        syntax: isFixed ? nil : isExtended ? .extended : .basic,
        ignoresCase: call.has("i") || call.has("y"), wholeWords: call.has("w"),
        wholeLines: call.has("x"), world: call.world)
    } catch {
      call.complain(error.message)
      return nil
    }
    func number(_ letter: String) -> Int? {
      guard let text = call.value(letter) else { return 0 }
      guard let number = Int(bounded: text), number >= 0 else { return nil }
      return number
    }
    guard let around = number("C"), let lead = number("B"), let trail = number("A") else {
      call.complain(
        "\(call.value("C") ?? call.value("A") ?? call.value("B") ?? ""): invalid context length argument"
      )
      return nil
    }
    before = max(around, lead)
    after = max(around, trail)
    limit = call.value("m").flatMap { Int(bounded: $0) } ?? Int.max
    paths = operands
    var isRecursive = false
    if call.has("r") || call.has("R") {
      isRecursive = true
      paths = (operands.isEmpty ? ["."] : operands).flatMap { LineSearch.filesBelow($0, call) }
      if operands.isEmpty { paths = paths.map { String($0.dropFirst(2)) } }
    }
    showsName = !call.has("h") && (call.has("H") || operands.count > 1 || isRecursive)
  }

  private static func filesBelow(_ path: String, _ call: CommandCall) -> [String] {
    var files: [String] = []
    addFiles(below: path, call, &files)
    return files
  }

  /// Links that are met below a folder are not followed.
  private static func addFiles(below path: String, _ call: CommandCall, _ files: inout [String]) {
    call.world.spend(path.utf8.count + World.fileCost)
    guard call.world.exceeded == nil else { return }
    guard call.files.isDirectory(path, from: call.folder) else {
      files.append(path)
      return
    }
    let start = path.hasSuffix("/") ? path : path + "/"
    do throws(FileError) {
      for name in try call.files.list(path, from: call.folder) {
        if case .link = try call.files.node(start + name, from: call.folder, followsLast: false) {
          continue
        }
        addFiles(below: start + name, call, &files)
      }
    } catch {}
  }

  func run() {
    if limit == 0 {
      call.finish(1)
      return
    }
    // Files are worked off one after the other, so that each has its own count.
    if paths.isEmpty { paths = ["-"] }
    next(paths[...])
  }

  private func next(_ rest: ArraySlice<String>) {
    var rest = rest
    while let path = rest.popFirst() {
      number = 0
      waiting = []
      following = 0
      lastShown = 0
      let name = path == "-" ? "(standard input)" : path
      var count = 0
      if path == "-" {
        LineInput(call, ["-"]) { [self] line in
          take(line.text, name, &count)
        } end: { [self] in
          finishFile(name, count)
          if call.process.isRunning, !(call.has("q") && found) { next(rest) } else { end() }
          return nil
        }
        return
      }
      do throws(FileError) {
        let text = try call.files.read(path, from: call.folder)
        call.world.spend(text.utf8.count + World.fileCost)
        for line in CommandCall.lines(text) {
          call.world.spend(World.lineCost)
          if call.world.exceeded != nil || !take(line, name, &count) { break }
        }
        finishFile(name, count)
      } catch {
        if !call.has("s") { call.complain("\(path): \(error.text)") }
        call.status = 2
      }
      if call.has("q"), found { break }
    }
    end()
  }

  private func end() {
    call.finish(found && call.has("q") ? 0 : call.status == 2 ? 2 : found ? 0 : 1)
  }

  private var isSilent: Bool { call.has("q") || call.has("l") || call.has("L") || call.has("c") }

  /// Looks at a line and returns whether more are wanted.
  private func take(_ text: String, _ name: String, _ count: inout Int) -> Bool {
    number += 1
    guard patterns.isMatch(text) != call.has("v") else {
      if isSilent || call.has("o") { return count < limit }
      if following > 0 {
        following -= 1
        show(number, text, name, isMatch: false)
      } else if before > 0 {
        waiting.append((number, text))
        if waiting.count > before { waiting.removeFirst() }
      }
      return count < limit || following > 0
    }
    if count >= limit { return false }
    count += 1
    found = found || !call.has("L")
    if call.has("q") || call.has("l") || call.has("L") { return false }
    if call.has("c") { return count < limit }
    if call.has("o") {
      if !call.has("v") {
        for match in patterns.matches(text) { write(prefix(number, name, ":") + match) }
      }
      return count < limit
    }
    if before + after > 0, hasShown, number - waiting.count > lastShown + 1 || lastShown == 0 {
      write("--")
    }
    for (number, text) in waiting { show(number, text, name, isMatch: false) }
    waiting = []
    show(number, text, name, isMatch: true)
    following = after
    return count < limit || following > 0
  }

  private func show(_ number: Int, _ text: String, _ name: String, isMatch: Bool) {
    hasShown = true
    lastShown = number
    write(prefix(number, name, isMatch ? ":" : "-") + text)
  }

  private func prefix(_ number: Int, _ name: String, _ mark: String) -> String {
    (showsName ? name + mark : "") + (call.has("n") ? String(number) + mark : "")
  }

  private func write(_ line: String) { call.write(line + "\n") }

  private func finishFile(_ name: String, _ count: Int) {
    if call.has("q") { return }
    if call.has("l"), count > 0 {
      write(name)
    } else if call.has("L"), count == 0 {
      found = true
      write(name)
    } else if call.has("c"), !call.has("l"), !call.has("L") {
      write((showsName ? name + ":" : "") + String(count))
    }
  }
}
