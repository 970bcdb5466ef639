/// Values as Go's `%#v` shows them in messages.
enum GoText {
  /// `map[string]string{"app":"web"}`, or `map[string]string(nil)`.
  static func show(_ map: StringMap) -> String {
    if map.isEmpty { return "map[string]string(nil)" }
    let entries = map.map { APIError.Cause.quoted($0.key) + ":" + APIError.Cause.quoted($0.value) }
    return "map[string]string{" + entries.joined(separator: ", ") + "}"
  }

  /// `v1.LabelSelector{MatchLabels:…, MatchExpressions:…}`.
  static func show(_ selector: LabelSelector) -> String {
    var expressions = "[]v1.LabelSelectorRequirement(nil)"
    if !selector.matchExpressions.isEmpty {
      let shown = selector.matchExpressions.map { requirement in
        let values = requirement.values.map { APIError.Cause.quoted($0) }.joined(separator: ", ")
        let list = requirement.values.isEmpty ? "[]string(nil)" : "[]string{\(values)}"
        return "v1.LabelSelectorRequirement{Key:\(APIError.Cause.quoted(requirement.key)),"
          + " Operator:\(APIError.Cause.quoted(requirement.operator)), Values:\(list)}"
      }
      expressions = "[]v1.LabelSelectorRequirement{" + shown.joined(separator: ", ") + "}"
    }
    return "v1.LabelSelector{MatchLabels:\(show(selector.matchLabels)),"
      + " MatchExpressions:\(expressions)}"
  }

  /// `intstr.IntOrString{Type:0, IntVal:0, StrVal:""}`.
  static func show(_ value: IntOrString) -> String {
    switch value {
    case .integer(let number):
      return "intstr.IntOrString{Type:0, IntVal:\(number), StrVal:\"\"}"
    case .string(let text):
      return "intstr.IntOrString{Type:1, IntVal:0, StrVal:\(APIError.Cause.quoted(text))}"
    }
  }
}
