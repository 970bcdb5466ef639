/// Tells apart what programs print: the head of a table of kubectl or docker and the states in it,
/// the frame of a table of mysql, messages of errors.
struct OutputTokens {
  private var code: CodeTokens
  /// What the lines that come next belong to.
  private var table = Table.none

  private enum Table {
    case none
    /// A table without lines, behind its head.
    case plain
    /// A table of mysql: whether its head is still to come.
    case framed(isHeadNext: Bool)
    /// Rows of mysql one below the other.
    case vertical
  }

  static func tokens(of text: String) -> [CodeToken] {
    var reader = OutputTokens(code: CodeTokens(text))
    while !reader.code.isAtEnd { reader.readLine() }
    reader.code.take(.plain)
    return reader.code.tokens
  }

  private mutating func readLine() {
    let line = code.ahead { $0 == 0x0A }
    if line.starts(with: "+-".utf8), line.allSatisfy({ $0 == 0x2B || $0 == 0x2D }) {
      if case .framed = table {} else { table = .framed(isHeadNext: true) }
      code.take(.mark, count: line.count)
    } else if case .framed(let isHead) = table, line.first == UInt8(ascii: "|") {
      readRow(line, isHead: isHead)
      table = .framed(isHeadNext: false)
    } else if line.starts(with: "*****".utf8), isRowMark(line) {
      table = .vertical
      code.take(.head, count: line.count)
    } else if isMessage(line) {
      table = .none
      let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
      code.take(.bad, count: colon - line.startIndex)
    } else if isHead(line) {
      table = .plain
      code.take(.head, count: line.count)
    } else if line.isEmpty {
      table = .none
    } else if case .plain = table {
      readStates(line)
    } else if case .vertical = table, let colon = line.firstIndex(of: UInt8(ascii: ":")) {
      code.take(.key, count: colon - line.startIndex)
    } else if case .framed = table {
      table = .none
    }
    code.skipLine()
  }

  /// A head has words in capitals, with at least two columns of them.
  private func isHead(_ line: ArraySlice<UInt8>) -> Bool {
    var columns = 0
    var spaces = 2
    guard let first = line.first, first >= 0x41, first <= 0x5A else { return false }
    for byte in line {
      if byte == 0x20 {
        spaces += 1
        continue
      }
      let isCapital = byte >= 0x41 && byte <= 0x5A
      guard isCapital || byte.isDigit || "()-_/%:.".utf8.contains(byte) else { return false }
      if spaces >= 2 { columns += 1 }
      spaces = 0
    }
    return columns >= 2
  }

  private func isRowMark(_ line: ArraySlice<UInt8>) -> Bool {
    line.last == UInt8(ascii: "*") && line.contains(UInt8(ascii: "."))
  }

  /// What a program says when it cannot do what it should.
  private func isMessage(_ line: ArraySlice<UInt8>) -> Bool {
    ["Error from server", "error:", "Error:", "ERROR ", "ERROR:", "bash:", "curl: ("].contains {
      line.starts(with: $0.utf8)
    } && line.contains(UInt8(ascii: ":"))
  }

  private mutating func readRow(_ line: ArraySlice<UInt8>, isHead: Bool) {
    let end = code.place + line.count
    while code.place < end {
      if code.byte() == UInt8(ascii: "|") {
        code.take(.mark, count: 1)
        continue
      }
      let cell = code.ahead { $0 == UInt8(ascii: "|") || $0 == 0x0A }
      let word = cell.filter { !$0.isSpace }
      let kind: CodeToken.Kind =
        isHead ? .head : word.elementsEqual("NULL".utf8) ? .keyword : .plain
      code.take(kind, count: cell.count)
    }
  }

  private mutating func readStates(_ line: ArraySlice<UInt8>) {
    let end = code.place + line.count
    while code.place < end {
      code.skip { $0.isSpace }
      let word = code.ahead { $0.isSpace || $0 == 0x0A }
      let text = String(decoding: word, as: UTF8.self)
      if let kind = text.hasPrefix("Init:") ? .waiting : OutputTokens.states[text] {
        code.take(kind, count: word.count)
      } else {
        code.place = min(code.place + word.count, end)
      }
    }
  }

  private static let states: [String: CodeToken.Kind] = [
    "Running": .good, "Ready": .good, "Bound": .good, "Available": .good, "Completed": .good,
    "Up": .good, "Pending": .waiting, "ContainerCreating": .waiting, "PodInitializing": .waiting,
    "Released": .waiting, "Terminating": .ending, "NotReady": .bad, "CrashLoopBackOff": .bad,
    "Error": .bad,
    "ImagePullBackOff": .bad, "ErrImagePull": .bad, "Failed": .bad, "Lost": .bad, "Exited": .bad,
    "Evicted": .bad, "OOMKilled": .bad, "Unknown": .bad,
  ]
}
