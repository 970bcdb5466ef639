import OrderedCollections
import Values

extension JSON {
  /// The value at a path such as `.spec.limit`; nil when there is none.
  func value(at path: String) -> JSON? {
    var value = self
    for name in path.split(separator: ".") {
      guard let member = value[String(name)] else { return nil }
      value = member
    }
    return value
  }

  /// The same with another value at the path; objects on the way are made where they are missing.
  func with(_ value: JSON, at path: some Sequence<Substring>) -> JSON {
    var names = Array(path)[...]
    guard let name = names.popFirst() else { return value }
    var members: OrderedMembers = [:]
    if case .object(let present) = self { members = present }
    let member = members[String(name)] ?? .object([:])
    members[String(name)] = member.with(value, at: names)
    return .object(members)
  }
}
