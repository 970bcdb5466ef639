import Simulation

/// A line as a command reads it.
struct InputLine {
  /// Without its line feed.
  var text: String
  /// Whether it had one: the last line of a text may lack it.
  var endsLine: Bool
  /// The file it is from; nil for the standard input.
  var file: String?
  /// Whether it is the very last line, as far as that is known now.
  var isLast: Bool
}

/// Goes through the lines of files and of the standard input as they come.
///
/// A command that reads a pipe gets each line when it is there, writes what it has to say, and
/// waits for more without stopping the world.
final class LineInput {
  private let call: CommandCall
  private var files: ArraySlice<String>
  private var file: String?
  private var text: Substring.UTF8View = ""[...].utf8
  private var readsInput = false
  private let opens: (String) -> Bool
  private let line: (InputLine) -> Bool
  private let end: () -> Int32?

  /// - Parameters:
  ///   - paths: the files; `-`, or none, is the standard input. A missing one is reported and
  ///     makes the status of the call that of an error.
  ///   - opens: is told each file before it is read; what it says no to is no file.
  ///   - line: takes a line and returns whether it wants more.
  ///   - end: gives the status that ends the process, after the last line; nil if it ends later.
  @discardableResult
  init(
    _ call: CommandCall, _ paths: [String], errorStatus: Int32 = 1,
    opens: @escaping (String) -> Bool = { _ in true },
    line: @escaping (InputLine) -> Bool, end: @escaping () -> Int32?
  ) {
    self.call = call
    files = (paths.isEmpty ? ["-"] : paths)[...]
    self.errorStatus = errorStatus
    self.opens = opens
    self.line = line
    self.end = end
    pump()
  }

  private let errorStatus: Int32

  private func pump() {
    while call.process.isRunning, call.world.exceeded == nil {
      if !text.isEmpty {
        if !takeLine() {
          if call.process.isRunning { finish() }
          return
        }
        if call.process.output.isFull {
          call.flush()
          call.process.output.whenWritable { [self] in pump() }
          return
        }
        continue
      }
      if readsInput {
        let input = call.process.input
        if let more = takeInput(input) {
          text = more[...].utf8
        } else if input.isAtEnd {
          readsInput = false
        } else {
          call.flush()
          if call.process.isRunning { input.whenReadable { [self] in pump() } }
          return
        }
        continue
      }
      guard let next = files.popFirst() else {
        finish()
        return
      }
      if !opens(next) { continue }
      if next == "-" {
        readsInput = true
        file = nil
      } else if let contents = call.read(next) {
        file = next
        text = contents[...].utf8
      } else {
        call.status = errorStatus
      }
    }
  }

  /// Takes whole lines from the standard input; what is left of a text when it ends is one, too.
  private func takeInput(_ input: any InputSource) -> String? {
    guard let first = input.takeLine() else { return nil }
    return first
  }

  private func takeLine() -> Bool {
    let end = text.firstIndex(of: 10)
    let content = Substring(text[..<(end ?? text.endIndex)])
    text = end.map { text[text.index(after: $0)...] } ?? ""[...].utf8
    call.world.spend(content.utf8.count + World.lineCost)
    let isLast = text.isEmpty && files.isEmpty && (!readsInput || call.process.input.isAtEnd)
    return line(
      InputLine(text: String(content), endsLine: end != nil, file: file, isLast: isLast))
  }

  private func finish() {
    if let status = end() { call.finish(max(status, call.status)) }
  }
}

extension CommandCall {
  /// Reads files, or the standard input for `-` or none, and calls `body` with all of them.
  /// A file that cannot be read is reported and left out.
  func readTexts(
    _ paths: [String], errorStatus: Int32 = 1,
    _ body: @escaping ([(name: String, text: String)]) -> Int32?
  ) {
    var texts: [(name: String, text: String)] = []
    let names = paths.isEmpty ? ["-"] : paths
    func finish() {
      if let status = body(texts) { self.finish(max(status, self.status)) }
    }
    guard let place = names.firstIndex(of: "-") else {
      for name in names where world.exceeded == nil {
        if let text = read(name) { texts.append((name, text)) } else { status = errorStatus }
      }
      if world.exceeded == nil { finish() }
      return
    }
    process.readAll { [self] input in
      for (index, name) in names.enumerated() {
        if name == "-" {
          texts.append((name, index == place ? input : ""))
        } else if let text = read(name) {
          texts.append((name, text))
        } else {
          status = errorStatus
        }
      }
      if let status = body(texts) { self.finish(max(status, self.status)) }
    }
  }

  /// The lines of a text, without line feeds; one at the end makes no empty line.
  static func lines(_ text: String) -> [String] {
    var lines = text.utf8.split(separator: 10, omittingEmptySubsequences: false).map {
      String(Substring($0))
    }
    if lines.last == "" { lines.removeLast() }
    return lines
  }
}
