/// Takes the input of `mysql` apart into statements, as the client does before it sends any.
struct StatementSplitter {
  enum End: Hashable {
    case plain
    /// `\G`.
    case vertical
  }

  struct Piece: Hashable {
    var text: String
    var end: End
    /// The line of the input on which it begins, from 1 on.
    var line: Int
  }

  private var delimiter = Array(";".utf8)

  init() {}

  /// The statements of a text; what follows the last delimiter is one, too.
  mutating func pieces(_ text: String) -> [Piece] {
    let bytes = Array(text.utf8)
    var pieces: [Piece] = []
    var current: [UInt8] = []
    var line = 1
    var start = 1
    var index = 0
    var quote: UInt8 = 0
    func isComment(_ byte: UInt8, _ next: UInt8, _ index: Int) -> Bool {
      byte == 35
        || (byte == 45 && next == 45 && (index + 2 >= bytes.count || bytes[index + 2] <= 32))
    }
    func isBlank() -> Bool { current.allSatisfy { $0 <= 32 } }
    func close(_ end: End) {
      if !isBlank() {
        pieces.append(
          Piece(text: StatementSplitter.trimmed(current), end: end, line: start))
      }
      current = []
    }
    while index < bytes.count {
      let byte = bytes[index]
      if isBlank(), byte > 32 { start = line }
      if byte == 10 { line += 1 }
      if quote != 0 {
        current.append(byte)
        index += 1
        if byte == 92, quote != 96, index < bytes.count {
          if bytes[index] == 10 { line += 1 }
          current.append(bytes[index])
          index += 1
        } else if byte == quote {
          quote = 0
        }
        continue
      }
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      if isBlank(), let (word, argument, end) = command(bytes, index) {
        // Commands of the client itself take the rest of their line.
        if word == "delimiter" {
          delimiter = Array(argument.utf8)
        } else {
          pieces.append(
            Piece(
              text: argument.isEmpty ? word : word + " " + argument, end: .plain, line: line))
        }
        current = []
        index = end
        continue
      }
      switch byte {
      case 39, 34, 96:
        quote = byte
        current.append(byte)
        index += 1
      case _ where isComment(byte, next, index):
        while index < bytes.count, bytes[index] != 10 { index += 1 }
      case 47 where next == 42:
        let keeps = index + 2 < bytes.count && (bytes[index + 2] == 33 || bytes[index + 2] == 43)
        while index < bytes.count {
          if bytes[index] == 10 { line += 1 }
          if keeps { current.append(bytes[index]) }
          if bytes[index] == 42, index + 1 < bytes.count, bytes[index + 1] == 47 {
            if keeps { current.append(47) }
            index += 2
            break
          }
          index += 1
        }
      case 92 where next == 71 || next == 103:
        close(next == 71 ? .vertical : .plain)
        index += 2
      default:
        if bytes[index...].starts(with: delimiter) {
          close(.plain)
          index += delimiter.count
        } else {
          current.append(byte)
          index += 1
        }
      }
    }
    close(.plain)
    return pieces
  }

  /// What stands for a command of the client that is not simulated, in front of its name.
  static let refusal = "\\?"

  /// Commands of the client that are not simulated. `help x` is left to the server.
  private static let missing: Set<String> = [
    "charset", "clear", "connect", "edit", "ego", "go", "nopager", "notee", "nowarning", "pager",
    "print", "prompt", "query_attributes", "rehash", "resetconnection", "ssl_session_data_print",
    "system", "tee", "warnings", "?", "\\?", "\\c", "\\r", "\\e", "\\h", "\\n", "\\t", "\\w", "\\p",
    "\\x", "\\#", "\\!",
  ]

  private static func trimmed(_ bytes: [UInt8]) -> String {
    var bytes = bytes[...]
    while let first = bytes.first, first <= 32 { bytes.removeFirst() }
    while let last = bytes.last, last <= 32 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A command of the client at the beginning of a statement: `use x`, `exit`, `delimiter //`.
  private func command(_ bytes: [UInt8], _ start: Int) -> (String, String, Int)? {
    var end = start
    while end < bytes.count, bytes[end] != 10 { end += 1 }
    var line = StatementSplitter.trimmed(Array(bytes[start..<end]))
    guard line.utf8.count < 300 else { return nil }
    let first = line.utf8.prefix { $0 > 32 && $0 != 59 }.count
    let word = String(line.prefix(first)).lowercased()
    switch word {
    case "delimiter":
      return (word, StatementSplitter.trimmed(Array(line.utf8.dropFirst(first))), end)
    case "exit", "quit", "\\q": return ("exit", "", end)
    case "status", "\\s": return ("\\s", "", end)
    case _ where StatementSplitter.missing.contains(word):
      return (StatementSplitter.refusal, word, end)
    case "use", "source", "\\.":
      // A statement of several on one line is left to the server.
      while line.utf8.last == 59 || line.utf8.last == 32 { line.removeLast() }
      guard !line.utf8.contains(59) else { return nil }
      let argument = StatementSplitter.trimmed(Array(line.utf8.dropFirst(first)))
      return (word == "\\." ? "source" : word, argument, end)
    default: return nil
    }
  }
}
