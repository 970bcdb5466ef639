import Simulation

/// The script of `sed`, read.
struct SedScript {
  /// Which lines a command is for.
  enum Address {
    /// The first line is 1; 0 begins a range whose end may be found in the first line already.
    case line(Int)
    case last
    case pattern(RegularExpression?)
    /// `first~step`
    case step(Int, Int)
    /// `+count` lines after the first one.
    case after(Int)
  }

  struct Substitution {
    var pattern: RegularExpression?
    var replacement: [Piece]
    var isGlobal = false
    var printsResult = false
    var occurrence = 1

    enum Piece {
      case text(String)
      case group(Int)
      case upper(Bool?)
    }
  }

  indirect enum Action {
    case substitute(Substitution)
    case delete
    case write
    case quit(Int32)
    case number
    case append(String)
    case insert(String)
    case change(String)
    case translate([Unicode.Scalar], [Unicode.Scalar])
    case next
    case group([Command])
  }

  struct Command {
    var first: Address?
    var second: Address?
    var isNegated = false
    var action: Action
    /// Identifies the command for the range it may be in.
    var number: Int
  }

  /// What is wrong with a script.
  struct Failure: Error {
    var message: String
  }

  private(set) var commands: [Command] = []
  private let scalars: [Unicode.Scalar]
  private var at = 0
  private var count = 0
  private let syntax: RegularExpression.Syntax
  private let world: World

  init(_ text: String, isExtended: Bool, world: World) throws(Failure) {
    self.world = world
    scalars = Array(text.unicodeScalars)
    syntax = isExtended ? .extended : .basic
    commands = try readCommands(isInside: false, depth: 0)
  }

  /// How many commands there are, groups and what is in them counted.
  var commandCount: Int { count }

  private func failure(_ message: String) -> Failure {
    Failure(message: "-e expression #1, char \(at): \(message)")
  }

  private mutating func skip(_ isSkipped: (Unicode.Scalar) -> Bool) {
    while at < scalars.count, isSkipped(scalars[at]) { at += 1 }
  }

  private mutating func readCommands(isInside: Bool, depth: Int) throws(Failure) -> [Command] {
    if depth > 50 { throw failure("Unmatched `{'") }
    var commands: [Command] = []
    while true {
      skip { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == ";" }
      guard at < scalars.count else {
        if isInside { throw failure("unmatched `{'") }
        return commands
      }
      if scalars[at] == "#" {
        skip { $0 != "\n" }
        continue
      }
      if scalars[at] == "}" {
        at += 1
        if isInside { return commands }
        throw failure("unexpected `}'")
      }
      commands.append(try readCommand(depth))
    }
  }

  private mutating func readCommand(_ depth: Int) throws(Failure) -> Command {
    count += 1
    let number = count
    let first = try readAddress()
    var second: Address?
    if first != nil {
      skip { $0 == " " }
      if at < scalars.count, scalars[at] == "," {
        at += 1
        skip { $0 == " " }
        second = try readAddress(isSecond: true)
        if second == nil { throw failure("unexpected `,'") }
      }
    }
    skip { $0 == " " || $0 == "\t" }
    var isNegated = false
    while at < scalars.count, scalars[at] == "!" || (isNegated && scalars[at] == " ") {
      isNegated = true
      at += 1
    }
    guard at < scalars.count else { throw failure("missing command") }
    let letter = scalars[at]
    at += 1
    if case .line(0) = first {
      guard case .pattern = second else { throw failure("invalid usage of line address 0") }
    }
    let action: Action
    switch letter {
    case "s": action = .substitute(try readSubstitution())
    case "y": action = try readTranslation()
    case "d": action = .delete
    case "p": action = .write
    case "n": action = .next
    case "=": action = .number
    case "q":
      skip { $0 == " " }
      var status: Int32 = 0
      while at < scalars.count, let digit = digit(scalars[at]) {
        status = (status &* 10 &+ Int32(digit)) & 0xffff
        at += 1
      }
      action = .quit(status & 255)
    case "a", "i", "c":
      let text = readText()
      action = letter == "a" ? .append(text) : letter == "i" ? .insert(text) : .change(text)
    case "{":
      return Command(
        first: first, second: second, isNegated: isNegated,
        action: .group(try readCommands(isInside: true, depth: depth + 1)), number: number)
    case "D", "G", "h", "H", "g", "x", "N", "P", "b", "t", "T", "r", "R", "w", "W", "l", "e", "F",
      "z", "Q", ":", "v":
      throw failure("the command `\(letter)' is not supported here")
    default: throw failure("unknown command: `\(letter)'")
    }
    skip { $0 == " " || $0 == "\t" }
    if at < scalars.count, scalars[at] != ";", scalars[at] != "\n", scalars[at] != "}",
      scalars[at] != "#"
    {
      at += 1
      throw failure("extra characters after command")
    }
    return Command(
      first: first, second: second, isNegated: isNegated, action: action, number: number)
  }

  private func digit(_ scalar: Unicode.Scalar) -> Int? {
    scalar.value >= 48 && scalar.value <= 57 ? Int(scalar.value) - 48 : nil
  }

  private mutating func readNumber() -> Int? {
    var value: Int?
    while at < scalars.count, let digit = digit(scalars[at]) {
      let known = value ?? 0
      value = known < 100_000_000 ? known * 10 + digit : 1 << 30
      at += 1
    }
    return value
  }

  private mutating func readAddress(isSecond: Bool = false) throws(Failure) -> Address? {
    guard at < scalars.count else { return nil }
    switch scalars[at] {
    case "$":
      at += 1
      return .last
    case "/":
      at += 1
      return .pattern(try readExpression(upTo: "/"))
    case "\\" where at + 1 < scalars.count:
      let mark = scalars[at + 1]
      at += 2
      return .pattern(try readExpression(upTo: mark))
    case "+" where isSecond:
      at += 1
      return .after(readNumber() ?? 0)
    default: break
    }
    guard let number = readNumber() else { return nil }
    if at < scalars.count, scalars[at] == "~" {
      at += 1
      return .step(number, readNumber() ?? 0)
    }
    return .line(number)
  }

  /// Reads up to a mark, which is taken. A mark after a backslash stands for itself.
  private mutating func readPart(
    upTo mark: Unicode.Scalar, _ command: String
  ) throws(Failure) -> String {
    var text = String.UnicodeScalarView()
    var isInBrackets = false
    while at < scalars.count {
      let scalar = scalars[at]
      at += 1
      if scalar == "\\", at < scalars.count {
        let next = scalars[at]
        at += 1
        if next == mark {
          text.append(mark)
        } else {
          text.append(scalar)
          text.append(next)
        }
        continue
      }
      if command == "pattern" {
        if scalar == "[", !isInBrackets {
          isInBrackets = true
          text.append(scalar)
          if at < scalars.count, scalars[at] == "^" {
            text.append("^")
            at += 1
          }
          if at < scalars.count, scalars[at] == "]" {
            text.append("]")
            at += 1
          }
          continue
        }
        if scalar == "]" { isInBrackets = false }
      }
      if scalar == mark, !isInBrackets { return String(text) }
      if scalar == "\n", command == "pattern" { break }
      text.append(scalar)
    }
    throw failure(
      command == "y"
        ? "unterminated `y' command"
        : command == "pattern" ? "unterminated address regex" : "unterminated `s' command")
  }

  private mutating func readExpression(
    upTo mark: Unicode.Scalar
  ) throws(Failure) -> RegularExpression? {
    let text = try readPart(upTo: mark, "pattern")
    let ignoresCase = at < scalars.count && scalars[at] == "I"
    if ignoresCase { at += 1 }
    return try expression(text, ignoresCase)
  }

  private func expression(_ text: String, _ ignoresCase: Bool) throws(Failure) -> RegularExpression?
  {
    if text.isEmpty { return nil }
    do throws(RegularExpression.Failure) {
      return try RegularExpression(text, syntax, ignoresCase: ignoresCase, world: world)
    } catch {
      throw failure(error.message)
    }
  }

  private mutating func readSubstitution() throws(Failure) -> Substitution {
    guard at < scalars.count, scalars[at] != "\n", scalars[at] != "\\" else {
      throw failure("unterminated `s' command")
    }
    let mark = scalars[at]
    at += 1
    var source: String
    do throws(Failure) {
      source = try readPart(upTo: mark, "pattern")
    } catch {
      throw failure("unterminated `s' command")
    }
    let replacement = try readPart(upTo: mark, "s")
    var result = Substitution(pattern: nil, replacement: SedScript.pieces(replacement))
    var ignoresCase = false
    flags: while at < scalars.count {
      switch scalars[at] {
      case "g": result.isGlobal = true
      case "p": result.printsResult = true
      case "i", "I": ignoresCase = true
      case "0"..."9":
        guard let number = readNumber(), number > 0 else {
          throw failure("number option to `s' command may not be zero")
        }
        result.occurrence = number
        continue flags
      case "e", "m", "M", "w":
        throw failure("the flag `\(scalars[at])' of `s' is not supported here")
      case ";", "\n", "}", " ", "#", "\t": break flags
      default:
        at += 1
        throw failure("unknown option to `s'")
      }
      at += 1
    }
    result.pattern = try expression(source, ignoresCase)
    let groups = result.pattern?.groupCount ?? 9
    for case .group(let number) in result.replacement where number > groups {
      throw failure("invalid reference \\\(number) on `s' command's RHS")
    }
    return result
  }

  private static func pieces(_ text: String) -> [Substitution.Piece] {
    var pieces: [Substitution.Piece] = []
    var literal = String.UnicodeScalarView()
    func flush() {
      if !literal.isEmpty { pieces.append(.text(String(literal))) }
      literal = String.UnicodeScalarView()
    }
    var rest = Array(text.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      if scalar == "&" {
        flush()
        pieces.append(.group(0))
      } else if scalar == "\\", let next = rest.popFirst() {
        switch next {
        case "0"..."9":
          flush()
          pieces.append(.group(Int(next.value) - 48))
        case "n": literal.append("\n")
        case "t": literal.append("\t")
        case "U", "L", "E":
          flush()
          pieces.append(.upper(next == "U" ? true : next == "L" ? false : nil))
        default: literal.append(next)
        }
      } else {
        literal.append(scalar)
      }
    }
    flush()
    return pieces
  }

  private mutating func readTranslation() throws(Failure) -> Action {
    guard at < scalars.count else { throw failure("unterminated `y' command") }
    let mark = scalars[at]
    at += 1
    let from = Array(
      BackslashEscapes.expand(try readPart(upTo: mark, "y"), .format).text.unicodeScalars)
    let to = Array(
      BackslashEscapes.expand(try readPart(upTo: mark, "y"), .format).text.unicodeScalars)
    guard from.count == to.count else {
      throw failure("strings for `y' command are different lengths")
    }
    return .translate(from, to)
  }

  /// The text of `a`, `i` and `c`: the rest of the line, or what follows `\` and a line feed.
  private mutating func readText() -> String {
    skip { $0 == " " || $0 == "\t" }
    if at < scalars.count, scalars[at] == "\\" {
      at += 1
      skip { $0 == " " || $0 == "\t" }
      if at < scalars.count, scalars[at] == "\n" { at += 1 }
    }
    var text = String.UnicodeScalarView()
    while at < scalars.count, scalars[at] != "\n" {
      if scalars[at] == "\\", at + 1 < scalars.count { at += 1 }
      text.append(scalars[at])
      at += 1
    }
    return String(text)
  }
}
