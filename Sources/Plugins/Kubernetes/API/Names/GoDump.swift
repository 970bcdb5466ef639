/// Text of a Go value with the type of every field, as the hash of a Deployment's template is
/// taken over it: `{Name:(string)nginx HostPort:(int32)0}`.
struct GoDump {
  var parts: [String] = []

  var text: String { "{" + parts.joined(separator: " ") + "}" }

  mutating func add(_ name: String, _ type: String, _ value: String) {
    parts.append("\(name):(\(type))\(value)")
  }

  mutating func string(_ name: String, _ value: String, type: String = "string") {
    add(name, type, value)
  }

  mutating func flag(_ name: String, _ value: Bool) { add(name, "bool", value ? "true" : "false") }

  mutating func number(_ name: String, _ value: Int32) { add(name, "int32", String(value)) }

  mutating func pointer(_ name: String, _ type: String, _ value: String?) {
    add(name, "*" + type, value ?? "<nil>")
  }

  mutating func pointer(_ name: String, _ value: Bool?) {
    pointer(name, "bool", value.map { $0 ? "true" : "false" })
  }

  mutating func list(_ name: String, _ type: String, _ items: [String]) {
    add(name, "[]" + type, items.isEmpty ? "<nil>" : "[" + items.joined(separator: " ") + "]")
  }

  mutating func map(_ name: String, _ map: StringMap, type: String = "map[string]string") {
    let entries = map.map { $0.key + ":" + $0.value }
    add(name, type, map.isEmpty ? "<nil>" : "map[" + entries.joined(separator: " ") + "]")
  }

  mutating func resources(_ name: String, _ list: ResourceList) {
    let entries = list.map { $0.key + ":" + GoDump.dump($0.value) }
    add(
      name, "v1.ResourceList",
      list.isEmpty ? "<nil>" : "map[" + entries.joined(separator: " ") + "]")
  }

  static func dump(_ quantity: Quantity) -> String {
    let isFine = quantity.thousandths != 0
    let value = isFine ? quantity.inThousandths : quantity.whole
    let format = quantity.text.hasSuffix("i") ? "BinarySI" : "DecimalSI"
    return "{i:(resource.int64Amount){value:(int64)\(value) scale:(resource.Scale)"
      + "\(isFine ? -3 : 0)} d:(resource.infDecAmount){Dec:(*inf.Dec)<nil>} s:(string)"
      + " Format:(resource.Format)\(format)}"
  }

  static func dump(_ value: IntOrString) -> String {
    switch value {
    case .integer(let number):
      return "{Type:(intstr.Type)0 IntVal:(int32)\(number) StrVal:(string)}"
    case .string(let text): return "{Type:(intstr.Type)1 IntVal:(int32)0 StrVal:(string)\(text)}"
    }
  }

  static func dump(_ reference: String) -> String { "{Name:(string)\(reference)}" }
}
