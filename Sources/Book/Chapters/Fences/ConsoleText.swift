/// How commands and their output are written in a `console` fence.
///
/// - `$ ` begins a command, `> ` goes on with it on the next line.
/// - What follows, up to the next command, is its output.
/// - A last line `[1]` is an exit status other than 0.
/// - `[no newline]` behind the output says that it does not end with a line feed.
/// - An output line that would mean one of these, or end the fence, has a backslash before it:
///   `\$ HOME`, `\$kubectl get`, `\[1]`. One more backslash is written when the line has one there already.
/// - An output line with control characters is written `\e ` and then with `\r`, `\\`, `\x1b`.
public enum ConsoleText {
  /// The line behind an output that does not end with a line feed.
  public static let noNewline = "[no newline]"

  /// The lines that stand for a recorded output: what `accept` writes.
  public static func lines(of recorded: RecordedOutput) -> [String] {
    var lines: [String] = []
    if !recorded.text.isEmpty {
      lines = recorded.text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
        .map { written(String(Substring($0))) }
      if lines.last == "" { lines.removeLast() } else { lines.append(noNewline) }
    }
    if recorded.status != 0 { lines.append("[\(recorded.status)]") }
    return lines
  }

  /// The lines of a command: what stands behind `$ ` and `> `.
  public static func lines(ofCommand command: String) -> [String] {
    var marker = "$ "
    return command.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      defer { marker = "> " }
      return line.isEmpty && marker == "> " ? ">" : marker + line
    }
  }

  /// The content of a fence with these steps.
  public static func text(of steps: [(command: String, recorded: RecordedOutput)]) -> String {
    steps.flatMap { lines(ofCommand: $0.command) + lines(of: $0.recorded) }
      .map { $0 + "\n" }.joined()
  }

  // MARK: - One line of output

  /// Whether a line looks like a command whose `$` has no space behind it: behind the `$` stands a
  /// tab, a no-break space, or a word of at least two lower-case letters, digits, `-`, `_` and `.`
  /// that begins with a letter and ends with the line or with a space. An output line like that is
  /// written with a backslash.
  static func isNearlyPrompt(_ line: some StringProtocol) -> Bool {
    guard line.utf8.first == UInt8(ascii: "$") else { return false }
    let rest = line.utf8.dropFirst()
    guard let first = rest.first else { return false }
    if first == 0x09 { return true }
    if first >= 0x80 {
      return line.unicodeScalars.dropFirst().first.map(InvisibleCharacter.isSpace) ?? false
    }
    func isLetter(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
    let word = rest.prefix {
      isLetter($0) || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F
    }
    let behind = rest.dropFirst(word.count).first
    return isLetter(first) && word.count > 1 && (behind == nil || behind == 0x20 || behind == 0x09)
  }

  /// Whether a command ends in a backslash, so that a shell would wait for its next line.
  static func isToBeContinued(_ command: String) -> Bool {
    let backslashes = command.utf8.reversed().prefix { $0 == UInt8(ascii: "\\") }.count
    guard backslashes % 2 == 1 else { return false }
    let line = command.utf8.split(separator: 0x0A).last ?? command.utf8[...]
    // A comment ends with its line.
    return line.first { $0 != 0x20 && $0 != 0x09 } != UInt8(ascii: "#")
  }

  static func written(_ line: String) -> String {
    if line.utf8.contains(where: isControl) { return "\\e " + withEscapes(line) }
    return needsEscape(line) ? "\\" + line : line
  }

  /// The output line that a line of a fence stands for; nil when an escape in it is unknown.
  static func read(_ line: Substring) -> String? {
    guard line.utf8.first == UInt8(ascii: "\\") else { return String(line) }
    if line.hasPrefix("\\e ") { return withoutEscapes(line.dropFirst(3)) }
    return needsEscape(line.dropFirst()) ? String(line.dropFirst()) : String(line)
  }

  /// Whether a line would not be read as the output that it is.
  private static func needsEscape(_ line: some StringProtocol) -> Bool {
    let core = line.drop { $0 == "\\" }
    if line.startIndex != core.startIndex, core.hasPrefix("e ") { return true }
    guard let first = core.utf8.first else { return false }
    switch first {
    case UInt8(ascii: "$"), UInt8(ascii: ">"):
      return core.utf8.count == 1 || core.utf8.dropFirst().first == 0x20 || isNearlyPrompt(core)
    case UInt8(ascii: "["): return core == noNewline || status(core) != nil
    case UInt8(ascii: "`"), UInt8(ascii: "~"), 0x20:
      let text = core.drop { $0 == " " }
      return text.hasPrefix("```") || text.hasPrefix("~~~")
    default: return false
    }
  }

  /// The number of a line `[7]`; nil for every other line.
  static func status(_ line: some StringProtocol) -> Int? {
    guard line.utf8.count <= 8, line.hasPrefix("["), line.hasSuffix("]"), line.utf8.count > 2 else {
      return nil
    }
    let digits = line.dropFirst().dropLast()
    guard digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    return Int(digits)
  }

  private static func isControl(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != 0x09 || byte == 0x7F
  }

  private static func withEscapes(_ line: String) -> String {
    var text = ""
    for scalar in line.unicodeScalars {
      switch scalar {
      case "\\": text += "\\\\"
      case "\r": text += "\\r"
      case "\t": text += "\t"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F {
          let digits = String(scalar.value, radix: 16)
          text += "\\x" + (digits.count == 1 ? "0" : "") + digits
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
    }
    return text
  }

  private static func withoutEscapes(_ line: Substring) -> String? {
    var result = String.UnicodeScalarView()
    var rest = line.unicodeScalars
    while let scalar = rest.popFirst() {
      guard scalar == "\\" else {
        result.append(scalar)
        continue
      }
      switch rest.popFirst() {
      case "\\": result.append("\\")
      case "r": result.append("\r")
      case "x":
        let digits = String(Substring(rest.prefix(2)))
        guard digits.utf8.count == 2, let value = UInt8(digits, radix: 16), value < 0x80 else {
          return nil
        }
        rest = rest.dropFirst(2)
        result.append(Unicode.Scalar(value))
      default: return nil
      }
    }
    return String(result)
  }
}
