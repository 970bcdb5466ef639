import Simulation

/// A shell pattern: `*`, `?`, `[…]`.
///
/// Comparing counts as work of a world, if one is given. Nothing matches when that world's limit
/// is exceeded.
struct Pattern {
  enum Element {
    case scalar(Unicode.Scalar)
    case one
    case many
    case set(isNegated: Bool, CharacterSet)
  }

  private(set) var elements: [Element] = []

  init(_ field: Field) {
    // Each character with whether it may be special.
    var scalars: [(scalar: Unicode.Scalar, isActive: Bool)] = []
    for piece in field.pieces {
      for scalar in piece.text.unicodeScalars { scalars.append((scalar, !piece.isQuoted)) }
    }
    var at = 0
    while at < scalars.count {
      let (scalar, isActive) = scalars[at]
      at += 1
      guard isActive else {
        elements.append(.scalar(scalar))
        continue
      }
      switch scalar {
      case "*":
        if case .many? = elements.last { continue }
        elements.append(.many)
      case "?": elements.append(.one)
      case "\\" where at < scalars.count:
        elements.append(.scalar(scalars[at].scalar))
        at += 1
      case "[":
        if let (set, isNegated, end) = Pattern.readSet(scalars, at) {
          elements.append(.set(isNegated: isNegated, set))
          at = end
        } else {
          elements.append(.scalar(scalar))
        }
      default: elements.append(.scalar(scalar))
      }
    }
  }

  /// A pattern in which every character may be special.
  init(_ text: String) {
    var field = Field()
    field.append(text, isQuoted: false)
    self.init(field)
  }

  private static func readSet(
    _ scalars: [(scalar: Unicode.Scalar, isActive: Bool)], _ start: Int
  ) -> (CharacterSet, Bool, Int)? {
    var at = start
    var isNegated = false
    if at < scalars.count, scalars[at].scalar == "!" || scalars[at].scalar == "^" {
      isNegated = true
      at += 1
    }
    let first = at
    while at < scalars.count {
      if scalars[at].scalar == "]", scalars[at].isActive, at > first { break }
      if scalars[at].scalar == "[", at + 1 < scalars.count, scalars[at + 1].scalar == ":" {
        var close = at + 2
        while close < scalars.count, scalars[close].scalar != "]" { close += 1 }
        at = min(close, scalars.count - 1)
      }
      at += 1
    }
    guard at < scalars.count else { return nil }
    guard let set = CharacterSet(bracket: scalars[first..<at].map { $0.scalar }) else {
      return nil
    }
    return (set, isNegated, at + 1)
  }

  /// Whether the pattern begins with a dot: only then it finds hidden files.
  var beginsWithDot: Bool {
    if case .scalar(".")? = elements.first { true } else { false }
  }

  /// Whether the whole text matches.
  func matches(_ text: String, _ world: World? = nil) -> Bool {
    let text = Array(text.unicodeScalars)
    var element = 0
    var at = 0
    var steps = 0
    // Where to go back to: after the last `*`, one character later each time.
    var retryElement = -1
    var retryAt = at
    defer { world?.spend(steps) }
    while true {
      steps += 1
      if steps > 1 << 16, let world {
        world.spend(steps)
        steps = 0
        if world.exceeded != nil { return false }
      }
      if element < elements.count, case .many = elements[element] {
        retryElement = element + 1
        retryAt = at
        element += 1
        continue
      }
      if element < elements.count, at < text.count, elements[element].matches(text[at]) {
        element += 1
        at += 1
        continue
      }
      if element == elements.count, at == text.count { return true }
      guard retryElement >= 0, retryAt < text.count else { return false }
      retryAt += 1
      at = retryAt
      element = retryElement
    }
  }
}

extension Pattern.Element {
  /// Whether this element of a pattern stands for a character.
  func matches(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .scalar(let own): own == scalar
    case .one: true
    case .many: false
    case .set(let isNegated, let set): set.contains(scalar) != isNegated
    }
  }
}
