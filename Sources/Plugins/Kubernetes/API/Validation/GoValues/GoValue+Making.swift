import OrderedCollections
import Values

extension GoValue {
  /// The value of a type of ``GoSchema`` from its JSON.
  static func make(_ type: String, _ json: JSON?) -> GoValue {
    let fields = (GoSchema.types[type] ?? []).map { line in
      let words = line.split(separator: " ").map { String($0) }
      return Field(name: words[0], value: make(kind: words[2], json, member: words[1]))
    }
    return .structure(type: typeName(type), fields: fields)
  }

  private static func typeName(_ type: String) -> String {
    type.contains(".") ? type : "core." + type
  }

  private static func make(kind: String, _ owner: JSON?, member: String) -> GoValue {
    if kind.hasPrefix("+") { return make(String(kind.dropFirst()), owner) }
    return make(kind: kind, owner?[member])
  }

  private static func make(kind: String, _ json: JSON?) -> GoValue {
    let json = json.flatMap { $0.isNull ? nil : $0 }
    if kind == "nil" { return .absent }
    if kind.hasPrefix("*") {
      guard let json else { return .absent }
      return .pointer(make(kind: String(kind.dropFirst()), json))
    }
    if kind.hasPrefix("[]") { return list(String(kind.dropFirst(2)), json) }
    switch kind {
    case "s": return .text(json?.string ?? "")
    case "i":
      let text = json.map { plain($0) } ?? "0"
      return .scalar(text, isZero: text == "0")
    case "b": return .scalar(json?.bool == true ? "true" : "false", isZero: json?.bool != true)
    case "q": return amount(json)
    case "ios": return numberOrText(json)
    case "labels":
      guard let members = json?.object, !members.isEmpty else { return .absent }
      return .map(type: "map[string]string", entries: sorted(members) { .text($0.string ?? "") })
    case "res":
      guard let members = json?.object, !members.isEmpty else { return .absent }
      return .map(type: "core.ResourceList", entries: sorted(members) { amount($0) })
    default: return make(kind, json)
    }
  }

  private static func plain(_ json: JSON) -> String {
    switch json {
    case .integer(let number): String(number)
    case .number(let number): JSON.text(of: number)
    case .string(let text): text
    default: "0"
    }
  }

  private static func sorted(
    _ members: OrderedMembers, _ value: (JSON) -> GoValue
  ) -> [Field] {
    members.map { Field(name: $0.key, value: value($0.value)) }
      .sorted { $0.name.precedesByBytes($1.name) }
  }

  private static func list(_ item: String, _ json: JSON?) -> GoValue {
    guard let items = json?.array, !items.isEmpty else { return .absent }
    if item == "string" || item.hasPrefix("core.") {
      return .list(type: "[]" + item, items: items.map { .text($0.string ?? "") })
    }
    if item == "i" { return .list(type: "[]int64", items: items.map { make(kind: "i", $0) }) }
    return .list(type: "[]" + typeName(item), items: items.map { make(item, $0) })
  }

  /// `resource.Quantity{i: resource.int64Amount{…}, s: "1Gi", Format: "BinarySI"}`.
  private static func amount(_ json: JSON?) -> GoValue {
    let text = json.map { plain($0) } ?? "0"
    let quantity = Quantity(text) ?? Quantity()
    let isFine = quantity.thousandths != 0
    let value = isFine ? quantity.inThousandths : quantity.whole
    let number = GoValue.structure(
      type: "resource.int64Amount",
      fields: [
        Field(name: "value", value: .scalar(String(value), isZero: value == 0)),
        Field(name: "scale", value: .scalar(isFine ? "-3" : "0", isZero: !isFine)),
      ])
    let format = quantity.text.hasSuffix("i") ? "BinarySI" : "DecimalSI"
    return .whole(
      type: "resource.Quantity",
      fields: [
        Field(name: "i", value: number), Field(name: "s", value: .text(quantity.text)),
        Field(name: "Format", value: .text(format)),
      ])
  }

  private static func numberOrText(_ json: JSON?) -> GoValue {
    var fields = [
      Field(name: "Type", value: .scalar("0", isZero: true)),
      Field(name: "IntVal", value: .scalar("0", isZero: true)),
      Field(name: "StrVal", value: .text("")),
    ]
    if case .string(let text)? = json {
      fields[0].value = .scalar("1", isZero: false)
      fields[2].value = .text(text)
    } else if let json {
      let text = plain(json)
      fields[1].value = .scalar(text, isZero: text == "0")
    }
    return .structure(type: "intstr.IntOrString", fields: fields)
  }
}
