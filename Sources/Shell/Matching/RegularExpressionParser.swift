/// The parts of a regular expression.
indirect enum RegularExpressionNode {
  case empty
  case scalar(Unicode.Scalar)
  case any
  case set(isNegated: Bool, CharacterSet)
  case sequence([RegularExpressionNode])
  case alternatives([RegularExpressionNode])
  case group(Int, RegularExpressionNode)
  case repetition(RegularExpressionNode, least: Int, most: Int?)
  case assertion(RegularExpression.Instruction)
}

/// Reads the text of a pattern.
struct RegularExpressionParser {
  typealias Failure = RegularExpression.Failure
  private let scalars: [Unicode.Scalar]
  private let isExtended: Bool
  private let ignoresCase: Bool
  private var at = 0
  private var depth = 0
  private(set) var groupCount = 0

  init(_ pattern: String, _ syntax: RegularExpression.Syntax, ignoresCase: Bool) {
    scalars = Array(pattern.unicodeScalars)
    if case .extended = syntax { isExtended = true } else { isExtended = false }
    self.ignoresCase = ignoresCase
  }

  mutating func parse() throws(Failure) -> RegularExpressionNode {
    let node = try alternatives()
    if at < scalars.count { throw Failure(message: "Unmatched ) or \\)") }
    return node
  }

  /// What stands at a place: a character, or an operator whichever way the syntax writes it.
  private enum Lexeme {
    case end
    case scalar(Unicode.Scalar)
    /// One of `( ) | { + ? * . [ ^ $`
    case operation(Unicode.Scalar)
    /// A backslash and a letter.
    case escape(Unicode.Scalar)
  }

  /// The lexeme at the place, and how long it is.
  private func peek() throws(Failure) -> (Lexeme, Int) {
    guard at < scalars.count else { return (.end, 0) }
    let scalar = scalars[at]
    if scalar == "\\" {
      guard at + 1 < scalars.count else { throw Failure(message: "Trailing backslash") }
      let next = scalars[at + 1]
      switch next {
      case "(", ")", "|", "{", "}", "+", "?":
        return (isExtended || next == "}" ? .scalar(next) : .operation(next), 2)
      case "<", ">", "b", "B", "w", "W", "s", "S", "`", "'": return (.escape(next), 2)
      case "n": return (.scalar("\n"), 2)
      case "t": return (.scalar("\t"), 2)
      case "1"..."9":
        throw Failure(message: "back-references in patterns are not supported here")
      default: return (.scalar(next), 2)
      }
    }
    switch scalar {
    case ".", "[", "*": return (.operation(scalar), 1)
    case "^", "$": return (.operation(scalar), 1)
    case "(", ")", "|", "{", "+", "?": return (isExtended ? .operation(scalar) : .scalar(scalar), 1)
    default: return (.scalar(scalar), 1)
    }
  }

  private func isOperation(_ scalar: Unicode.Scalar) throws(Failure) -> Bool {
    if case .operation(let own) = try peek().0 { own == scalar } else { false }
  }

  private mutating func alternatives() throws(Failure) -> RegularExpressionNode {
    depth += 1
    if depth > 60 { throw Failure(message: "Regular expression too big") }
    defer { depth -= 1 }
    var branches = [try sequence()]
    while try isOperation("|") {
      at += try peek().1
      branches.append(try sequence())
    }
    return branches.count == 1 ? branches[0] : .alternatives(branches)
  }

  private mutating func sequence() throws(Failure) -> RegularExpressionNode {
    var nodes: [RegularExpressionNode] = []
    while true {
      let (lexeme, length) = try peek()
      var node: RegularExpressionNode
      switch lexeme {
      case .end: return .sequence(nodes)
      case .operation("|"): return .sequence(nodes)
      case .operation(")"):
        if depth > 1 { return .sequence(nodes) }
        guard isExtended else { throw Failure(message: "Unmatched ) or \\)") }
        // Alone it stands for itself.
        at += length
        node = .scalar(")")
      case .scalar(let scalar):
        at += length
        node = .scalar(folded(scalar))
      case .escape(let letter):
        at += length
        node = escape(letter)
      case .operation(let sign):
        let isFirst = nodes.isEmpty
        switch sign {
        case "(":
          at += length
          node = try group()
        case ".":
          at += length
          node = .any
        case "[":
          at += length
          node = try set()
        case "^":
          at += length
          node = isExtended || isFirst ? .assertion(.lineStart) : .scalar("^")
        case "$":
          at += length
          let isLast = try isAtSequenceEnd()
          node = isExtended || isLast ? .assertion(.lineEnd) : .scalar("$")
        default:
          // A repetition with nothing before it stands for itself.
          at += length
          node = .scalar(sign)
        }
      }
      nodes.append(try repeated(node))
    }
  }

  private func isAtSequenceEnd() throws(Failure) -> Bool {
    switch try peek().0 {
    case .end, .operation("|"), .operation(")"): true
    default: false
    }
  }

  private mutating func group() throws(Failure) -> RegularExpressionNode {
    groupCount += 1
    let number = groupCount
    let inner = try alternatives()
    guard try isOperation(")") else { throw Failure(message: "Unmatched ( or \\(") }
    at += try peek().1
    return .group(number, inner)
  }

  /// Reads the repetitions after a part; several may follow each other.
  private mutating func repeated(
    _ node: RegularExpressionNode
  ) throws(Failure) -> RegularExpressionNode {
    var node = node
    if case .assertion = node, !isExtended { return node }
    while true {
      let (lexeme, length) = try peek()
      guard case .operation(let sign) = lexeme else { return node }
      switch sign {
      case "*":
        at += length
        node = .repetition(node, least: 0, most: nil)
      case "+":
        at += length
        node = .repetition(node, least: 1, most: nil)
      case "?":
        at += length
        node = .repetition(node, least: 0, most: 1)
      case "{":
        if isExtended, !isBound() { return node }
        at += length
        let (least, most) = try bound()
        node = .repetition(node, least: least, most: most)
      default: return node
      }
    }
  }

  /// Whether `{` begins a bound, not just text.
  private func isBound() -> Bool {
    var index = at + 1
    var isEmpty = true
    while index < scalars.count, scalars[index] == "," || ("0"..."9").contains(scalars[index]) {
      index += 1
      isEmpty = false
    }
    return !isEmpty && index < scalars.count && scalars[index] == "}"
  }

  private mutating func bound() throws(Failure) -> (Int, Int?) {
    let invalid = Failure(message: "Invalid content of \\{\\}")
    func digits(_ parser: inout RegularExpressionParser) -> Int? {
      var value: Int?
      while parser.at < parser.scalars.count, ("0"..."9").contains(parser.scalars[parser.at]) {
        value = min((value ?? 0) * 10 + Int(parser.scalars[parser.at].value) - 48, 100_000)
        parser.at += 1
      }
      return value
    }
    let least = digits(&self)
    var most = least
    if at < scalars.count, scalars[at] == "," {
      at += 1
      most = digits(&self)
    } else if least == nil {
      throw invalid
    }
    if !isExtended {
      guard at < scalars.count, scalars[at] == "\\" else {
        throw Failure(message: "Unmatched \\{")
      }
      at += 1
    }
    guard at < scalars.count, scalars[at] == "}" else {
      throw Failure(message: "Unmatched { or \\{")
    }
    at += 1
    if let most, most < least ?? 0 { throw invalid }
    if max(least ?? 0, most ?? 0) > 1000 { throw Failure(message: "Regular expression too big") }
    return (least ?? 0, most)
  }

  private mutating func set() throws(Failure) -> RegularExpressionNode {
    var isNegated = false
    if at < scalars.count, scalars[at] == "^" {
      isNegated = true
      at += 1
    }
    let first = at
    while at < scalars.count {
      if scalars[at] == "]", at > first { break }
      if scalars[at] == "[", at + 1 < scalars.count, scalars[at + 1] == ":" {
        var close = at + 2
        while close + 1 < scalars.count, !(scalars[close] == ":" && scalars[close + 1] == "]") {
          close += 1
        }
        if close + 1 < scalars.count { at = close + 1 }
      }
      at += 1
    }
    guard at < scalars.count else {
      throw Failure(
        message: isExtended
          ? "Unmatched [, [^, [:, [., or [=" : "Invalid regular expression")
    }
    let inner = Array(scalars[first..<at])
    at += 1
    guard let set = CharacterSet(bracket: inner) else {
      let hasClass = zip(inner, inner.dropFirst()).contains { $0 == "[" && $1 == ":" }
      throw Failure(message: hasClass ? "Invalid character class name" : "Invalid range end")
    }
    return .set(isNegated: isNegated, ignoresCase ? set.ignoringCase() : set)
  }

  private func escape(_ letter: Unicode.Scalar) -> RegularExpressionNode {
    switch letter {
    case "<": return .assertion(.wordStart)
    case ">": return .assertion(.wordEnd)
    case "b": return .assertion(.wordBoundary(isNegated: false))
    case "B": return .assertion(.wordBoundary(isNegated: true))
    case "`": return .assertion(.lineStart)
    case "'": return .assertion(.lineEnd)
    default:
      var set = CharacterSet()
      let isWord = letter == "w" || letter == "W"
      for range in CharacterSet.classRanges(isWord ? "alnum" : "space") ?? [] { set.insert(range) }
      if isWord { set.insert(95...95) }
      return .set(isNegated: letter == "W" || letter == "S", set)
    }
  }

  private func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    ignoresCase ? RegularExpression.lowercased(scalar) : scalar
  }
}
