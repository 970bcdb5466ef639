extension FieldSelector {
  /// Reads `status.phase=Running,metadata.name!=web-0` for objects of a kind. The error is the
  /// part of the server's sentence that says what is wrong.
  static func parse(_ text: String, for type: ResourceType) -> Result<FieldSelector, SelectorError>
  {
    var result = FieldSelector()
    let sample = type.make()
    for part in text.split(separator: ",") {
      let piece = String(part)
      guard let equals = piece.firstIndex(of: "=") else {
        return .failure(
          SelectorError(message: "invalid selector: '\(piece)'; can't understand '\(piece)'"))
      }
      var field = String(piece[..<equals])
      let isNegated = field.hasSuffix("!")
      if isNegated { field.removeLast() }
      var value = String(piece[piece.index(after: equals)...])
      if value.hasPrefix("=") { value.removeFirst() }
      let isKnown =
        FieldSelector.value(of: field, in: sample) != nil
        && (type.isNamespaced || field != "metadata.namespace")
      if !isKnown {
        return .failure(
          SelectorError(message: "field label not supported: \(field)"))
      }
      result.requirements.append(Requirement(field: field, isNegated: isNegated, value: value))
    }
    return .success(result)
  }
}
