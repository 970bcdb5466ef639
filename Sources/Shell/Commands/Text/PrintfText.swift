import Simulation

/// What `printf` prints.
struct PrintfText {
  private(set) var text = ""
  private(set) var messages: [String] = []
  private var arguments: ArraySlice<String>
  private var isEnded = false

  /// Formats arguments; the format is used again while arguments are left.
  ///
  /// With `isLenient`, as in `awk`, a number counts as far as it goes, and the format is used once.
  /// With a time, as in bash, `%(%F)T` writes that or another one.
  static func format(
    _ format: String, _ arguments: [String], isLenient: Bool = false, now: VirtualTime? = nil
  ) -> PrintfText {
    var result = PrintfText(arguments: arguments[...], isLenient: isLenient, now: now)
    let pieces = pieces(of: format, hasTimes: now != nil)
    while true {
      let before = result.arguments.count
      for piece in pieces where !result.isEnded { result.append(piece) }
      if isLenient || result.isEnded || result.arguments.isEmpty || result.arguments.count == before
      {
        break
      }
      if result.text.utf8.count > 1 << 22 { break }
    }
    return result
  }

  private let isLenient: Bool
  private let now: VirtualTime?

  private init(arguments: ArraySlice<String>, isLenient: Bool, now: VirtualTime?) {
    self.arguments = arguments
    self.isLenient = isLenient
    self.now = now
  }

  private enum Piece {
    case text(String)
    case directive(Directive)
    case invalid(String)
  }

  private struct Directive {
    var flags = ""
    var width: Int?
    var takesWidth = false
    var precision: Int?
    var takesPrecision = false
    var letter: Character
    /// What stands in the parentheses of `%(…)T`.
    var timeFormat = ""
  }

  private static func pieces(of format: String, hasTimes: Bool) -> [Piece] {
    var pieces: [Piece] = []
    var literal = ""
    var rest = format[...]
    func flush() {
      if !literal.isEmpty { pieces.append(.text(BackslashEscapes.expand(literal, .format).text)) }
      literal = ""
    }
    while let character = rest.popFirst() {
      guard character == "%" else {
        literal.append(character)
        continue
      }
      if rest.first == "%" {
        rest.removeFirst()
        literal.append("%")
        continue
      }
      flush()
      var directive = Directive(letter: "s")
      let whole = rest
      while let flag = rest.first, "-+ 0#".contains(flag) {
        directive.flags.append(flag)
        rest.removeFirst()
      }
      (directive.width, directive.takesWidth) = number(&rest)
      if rest.first == "." {
        rest.removeFirst()
        (directive.precision, directive.takesPrecision) = number(&rest)
        if directive.precision == nil { directive.precision = 0 }
      }
      if hasTimes, rest.first == "(", let close = rest.firstIndex(of: ")"),
        rest[rest.index(after: close)...].first == "T"
      {
        directive.timeFormat = String(rest[..<close].dropFirst())
        directive.letter = "T"
        rest = rest[close...].dropFirst(2)
        pieces.append(.directive(directive))
        continue
      }
      guard let letter = rest.popFirst() else {
        pieces.append(.invalid("`%': missing format character"))
        return pieces
      }
      guard "sdiouxXcbqeEfFgG".contains(letter) else {
        let shown = whole.prefix(whole.count - rest.count)
        pieces.append(.invalid("`\(shown.suffix(1))': invalid format character"))
        return pieces
      }
      directive.letter = letter
      pieces.append(.directive(directive))
    }
    flush()
    return pieces
  }

  private static func number(_ rest: inout Substring) -> (Int?, Bool) {
    if rest.first == "*" {
      rest.removeFirst()
      return (nil, true)
    }
    var value: Int?
    while let digit = rest.first?.wholeNumberValue, rest.first?.isASCII == true {
      value = min((value ?? 0) * 10 + digit, 100_000)
      rest.removeFirst()
    }
    return (value, false)
  }

  private mutating func append(_ piece: Piece) {
    switch piece {
    case .text(let piece): text += piece
    case .invalid(let message):
      messages.append(message)
      isEnded = true
    case .directive(var directive):
      if directive.takesWidth {
        let width = Int(bounding: integer(arguments.popFirst() ?? "0"))
        directive.width = min(abs(width), 100_000)
        if width < 0 { directive.flags += "-" }
      }
      if directive.takesPrecision {
        directive.precision = min(
          max(0, Int(bounding: integer(arguments.popFirst() ?? "0"))), 100_000)
      }
      append(directive, arguments.popFirst())
    }
  }

  private mutating func append(_ directive: Directive, _ argument: String?) {
    let value = argument ?? ""
    var shown: String
    switch directive.letter {
    case "s": shown = String(value.prefix(directive.precision ?? Int.max))
    case "b":
      let (expanded, ends) = BackslashEscapes.expand(value, .echo)
      shown = String(expanded.prefix(directive.precision ?? Int.max))
      isEnded = ends
    case "q": shown = ShellQuoting.backslashed(value)
    case "c": shown = String(value.prefix(1))
    case "T": shown = String(time(argument, directive).prefix(directive.precision ?? Int.max))
    case "e", "E", "f", "F", "g", "G":
      let (number, length) = DoubleText.parse(value)
      if length < value.utf8.count, !isLenient { messages.append("\(value): invalid number") }
      let precision = directive.precision ?? 6
      switch directive.letter {
      case "e", "E": shown = DoubleText.scientific(number, places: precision)
      case "f", "F": shown = DoubleText.fixed(number, places: precision)
      default: shown = DoubleText.general(number, digits: precision)
      }
      if "EG".contains(directive.letter) { shown = shown.uppercased() }
      shown = signed(shown, directive)
    default: shown = integerText(value, directive)
    }
    let width = directive.width ?? 0
    let missing = width - shown.count
    if missing > 0 {
      if directive.flags.contains("-") {
        shown += String(repeating: " ", count: missing)
      } else if directive.flags.contains("0"), !"sbqcT".contains(directive.letter),
        directive.precision == nil || "eEfFgG".contains(directive.letter)
      {
        let sign = shown.hasPrefix("-") || shown.hasPrefix("+") ? 1 : 0
        shown =
          shown.prefix(sign) + String(repeating: "0", count: missing) + shown.dropFirst(sign)
      } else {
        shown = String(repeating: " ", count: missing) + shown
      }
    }
    text += shown
  }

  /// The time that an argument names in seconds since 1970; none, and -1, are now.
  private mutating func time(_ argument: String?, _ directive: Directive) -> String {
    guard var time = now else { return "" }
    let seconds = argument.map { integer($0) } ?? -1
    if seconds == -2 {
      messages.append("%(…)T with -2, the start of the shell, is not supported here")
      return ""
    }
    if seconds != -1 {
      // Far enough for every calendar.
      guard (0...253_402_300_799).contains(seconds) else {
        messages.append("%(…)T with \(seconds) is not supported here")
        return ""
      }
      time = VirtualTime(milliseconds: (seconds - VirtualTime.epochSeconds) * 1000)
    }
    let format = directive.timeFormat.isEmpty ? "%T" : directive.timeFormat
    guard let text = DateFormat.text(format, time) else {
      messages.append("%(\(format))T is not supported here")
      return ""
    }
    return text
  }

  private func signed(_ text: String, _ directive: Directive) -> String {
    if text.hasPrefix("-") { return text }
    if directive.flags.contains("+") { return "+" + text }
    return directive.flags.contains(" ") ? " " + text : text
  }

  private mutating func integerText(_ value: String, _ directive: Directive) -> String {
    let number = integer(value)
    var digits: String
    switch directive.letter {
    case "d", "i": digits = String(number.magnitude)
    case "u": digits = String(UInt64(bitPattern: number))
    case "o": digits = String(UInt64(bitPattern: number), radix: 8)
    case "x": digits = String(UInt64(bitPattern: number), radix: 16)
    default: digits = String(UInt64(bitPattern: number), radix: 16, uppercase: true)
    }
    if let precision = directive.precision, digits.utf8.count < precision {
      digits = String(repeating: "0", count: precision - digits.utf8.count) + digits
    }
    if directive.flags.contains("#"), number != 0 {
      if directive.letter == "x" { digits = "0x" + digits }
      if directive.letter == "X" { digits = "0X" + digits }
      if directive.letter == "o" { digits = "0" + digits }
    }
    guard directive.letter == "d" || directive.letter == "i" else { return digits }
    return number < 0 ? "-" + digits : signed(digits, directive)
  }

  /// The number of an argument; `'a` is the code of `a`. What is wrong is noted, and counts as far
  /// as it is a number.
  private mutating func integer(_ text: String) -> Int64 {
    if text.isEmpty { return 0 }
    if isLenient {
      let value = DoubleText.parse(text).value
      return value.isNaN || value.magnitude >= 9e18 ? 0 : Int64(value)
    }
    if let quote = text.first, quote == "'" || quote == "\"" {
      return Int64(text.unicodeScalars.dropFirst().first?.value ?? 0)
    }
    let isNegative = text.hasPrefix("-")
    let bare = isNegative || text.hasPrefix("+") ? String(text.dropFirst()) : text
    if !bare.contains("#"), let first = bare.utf8.first, Parser.isDigit(first),
      let number = Arithmetic.number(bare)
    {
      return isNegative ? 0 &- number : number
    }
    messages.append("\(text): invalid number")
    let digits = bare.prefix { $0.isASCII && $0.isNumber }
    let number = Int64(digits) ?? 0
    return isNegative ? 0 &- number : number
  }
}
