extension Selector {
  /// Reads `app=web,tier!=db,env in (a,b),!old,new`. The error is the real server's sentence.
  public static func parse(_ text: String) -> Result<Selector, SelectorError> {
    var parser = SelectorParser(text)
    return parser.selector()
  }
}

/// Why a text is not a selector.
public struct SelectorError: Error, Hashable {
  /// What the real server says of it.
  public var message: String
}

/// One token after the other of a label selector.
struct SelectorParser {
  let scalars: [Unicode.Scalar]
  let text: String
  var index = 0

  init(_ text: String) {
    self.text = text
    scalars = Array(text.unicodeScalars)
  }

  static func isSpecial(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "=", "!", "(", ")", ",", "<", ">": return true
    default: return false
    }
  }

  mutating func token() -> String {
    while index < scalars.count, scalars[index] == " " || scalars[index] == "\t" { index += 1 }
    guard index < scalars.count else { return "" }
    var result = ""
    if SelectorParser.isSpecial(scalars[index]) {
      let first = scalars[index]
      result.unicodeScalars.append(first)
      index += 1
      if first == "=" || first == "!", index < scalars.count, scalars[index] == "=" {
        result += "="
        index += 1
      }
      return result
    }
    while index < scalars.count, !SelectorParser.isSpecial(scalars[index]),
      scalars[index] != " ", scalars[index] != "\t"
    {
      result.unicodeScalars.append(scalars[index])
      index += 1
    }
    return result
  }

  mutating func peek() -> String {
    let saved = index
    defer { index = saved }
    return token()
  }

  func failure(_ message: String) -> Result<Selector, SelectorError> {
    .failure(SelectorError(message: "unable to parse requirement: \(message)"))
  }

  mutating func selector() -> Result<Selector, SelectorError> {
    var requirements: [Selector.Requirement] = []
    if peek().isEmpty { return .success(Selector()) }
    while true {
      var key = token()
      if key == "!" {
        key = token()
        requirements.append(.init(key, .doesNotExist))
      } else if key.isEmpty || SelectorParser.isSpecial(key.unicodeScalars.first!) {
        return failure("found '\(key)', expected: identifier")
      } else {
        let next = peek()
        switch next {
        case "", ",": requirements.append(.init(key, .exists))
        case "=", "==", "!=", "<", ">":
          _ = token()
          let follows = peek()
          let value = follows.isEmpty || follows == "," ? "" : token()
          let kind: Selector.Requirement.Operator
          switch next {
          case "!=": kind = .notEquals
          case "<": kind = .lessThan
          case ">": kind = .greaterThan
          default: kind = .equals
          }
          requirements.append(.init(key, kind, [value]))
        case "in", "notin":
          _ = token()
          guard let values = values() else {
            return failure("found '\(peek())' expected: '('")
          }
          requirements.append(.init(key, next == "in" ? .isIn : .isNotIn, values))
        default:
          return failure(
            "found '\(next)', expected: in, notin, =, ==, !=, gt, lt")
        }
      }
      if let problem = NameRules.problemsOfKey(key).first {
        return .failure(
          SelectorError(
            message: "key: Invalid value: \(APIError.Cause.quoted(key)): \(problem)"))
      }
      if let requirement = requirements.last, requirement.operator != .greaterThan,
        requirement.operator != .lessThan
      {
        for (position, value) in requirement.values.enumerated() {
          if let problem = NameRules.problemsOfValue(value).first {
            return .failure(
              SelectorError(
                message: "values[\(position)][\(key)]: Invalid value:"
                  + " \(APIError.Cause.quoted(value)): \(problem)"))
          }
        }
      }
      let end = token()
      if end.isEmpty { return .success(Selector(requirements)) }
      if end != "," { return failure("found '\(end)', expected: ',' or 'end of string'") }
    }
  }

  mutating func values() -> [String]? {
    guard peek() == "(" else { return nil }
    _ = token()
    var values: [String] = []
    while true {
      let next = token()
      switch next {
      case "": return nil
      case ")": return values
      case ",": continue
      default: values.append(next)
      }
    }
  }
}
