/// Demands on labels that have to hold together. An empty selector matches everything.
public struct Selector: Hashable, Sendable {
  /// One demand on one label.
  public struct Requirement: Hashable, Sendable {
    /// How the label and the values relate; a label that is missing meets `!=` and `notin`.
    public enum Operator: String, Sendable {
      case equals = "="
      case notEquals = "!="
      case isIn = "in"
      case isNotIn = "notin"
      case exists = "exists"
      case doesNotExist = "!"
      case greaterThan = "gt"
      case lessThan = "lt"
    }

    /// The name of the label.
    public var key: String
    /// How it relates to the values.
    public var `operator`: Operator
    /// One for `=`, `!=`, `gt` and `lt`, none for `exists` and `!`.
    public var values: [String]

    /// A demand as given; whether the number of values fits is not checked.
    public init(_ key: String, _ `operator`: Operator, _ values: [String] = []) {
      self.key = key
      self.operator = `operator`
      self.values = values
    }

    /// Whether labels meet the demand.
    public func matches(_ labels: StringMap) -> Bool {
      let value = labels[key]
      switch `operator` {
      case .equals, .isIn: return value.map { values.contains($0) } ?? false
      case .notEquals, .isNotIn: return value.map { !values.contains($0) } ?? true
      case .exists: return value != nil
      case .doesNotExist: return value == nil
      case .greaterThan, .lessThan:
        guard let value, let number = Int64(value), let bound = values.first.flatMap({ Int64($0) })
        else { return false }
        return `operator` == .greaterThan ? number > bound : number < bound
      }
    }
  }

  /// All have to hold.
  public var requirements: [Requirement]

  /// Whether the selector can match nothing at all, as a missing `LabelSelector` does.
  var matchesNothing = false

  /// A selector of demands; without any it matches everything.
  public init(_ requirements: [Requirement] = []) { self.requirements = requirements }

  /// All of these labels, with these values.
  public init(labels: StringMap) {
    requirements = labels.map { Requirement($0.key, .equals, [$0.value]) }
  }

  /// The selector of a workload. nil matches nothing, an empty one everything.
  public init(_ selector: LabelSelector?) {
    guard let selector else {
      self.init()
      matchesNothing = true
      return
    }
    self.init(labels: selector.matchLabels)
    for expression in selector.matchExpressions {
      switch expression.operator {
      case "In": requirements.append(Requirement(expression.key, .isIn, expression.values))
      case "NotIn": requirements.append(Requirement(expression.key, .isNotIn, expression.values))
      case "Exists": requirements.append(Requirement(expression.key, .exists))
      case "DoesNotExist": requirements.append(Requirement(expression.key, .doesNotExist))
      default: matchesNothing = true
      }
    }
  }

  /// Whether it matches everything.
  public var isEmpty: Bool { requirements.isEmpty && !matchesNothing }

  /// Whether labels meet all demands.
  public func matches(_ labels: StringMap) -> Bool {
    if matchesNothing { return false }
    for requirement in requirements where !requirement.matches(labels) { return false }
    return true
  }
}
