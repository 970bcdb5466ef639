import Values

extension Selector {
  /// The selector as `kubectl get -o wide` shows it, sorted by key: `app=web,tier in (a,b)`.
  public var text: String {
    requirements.sorted { $0.key.precedesByBytes($1.key) }.map { $0.text }.joined(separator: ",")
  }
}

extension Selector.Requirement {
  /// `app=web`, `tier in (a,b)`, `!old`, `new`.
  public var text: String {
    let list = values.sorted { $0.precedesByBytes($1) }.joined(separator: ",")
    switch `operator` {
    case .equals: return "\(key)=\(list)"
    case .notEquals: return "\(key)!=\(list)"
    case .isIn: return "\(key) in (\(list))"
    case .isNotIn: return "\(key) notin (\(list))"
    case .exists: return key
    case .doesNotExist: return "!\(key)"
    case .greaterThan: return "\(key)>\(list)"
    case .lessThan: return "\(key)<\(list)"
    }
  }
}
