import KubernetesAPI
import OrderedCollections
import Simulation
import Values

/// API objects as the client reads them.
extension JSON {
  /// The value at the end of a path of member names.
  func at(_ names: String...) -> JSON? {
    var value = self
    for name in names {
      guard let next = value[name] else { return nil }
      value = next
    }
    return value
  }

  /// The text at the end of a path; empty when there is none.
  func text(_ names: String...) -> String {
    var value = self
    for name in names {
      guard let next = value[name] else { return "" }
      value = next
    }
    return value.string ?? ""
  }

  /// The whole number at the end of a path; 0 when there is none.
  func number(_ names: String...) -> Int64 {
    var value = self
    for name in names {
      guard let next = value[name] else { return 0 }
      value = next
    }
    return value.integer ?? 0
  }

  /// The items at the end of a path; none when there is no list.
  func items(_ names: String...) -> [JSON] {
    var value = self
    for name in names {
      guard let next = value[name] else { return [] }
      value = next
    }
    return value.array ?? []
  }

  /// The texts by name at the end of a path, sorted by name.
  func map(_ names: String...) -> [(key: String, value: String)] {
    var value = self
    for name in names {
      guard let next = value[name] else { return [] }
      value = next
    }
    return (value.object ?? [:]).map { ($0.key, $0.value.string ?? "") }
      .sorted { $0.key.precedesByBytes($1.key) }
  }

  var name: String { text("metadata", "name") }
  var namespace: String { text("metadata", "namespace") }
  var kind: String { text("kind") }
  var labels: [(key: String, value: String)] { map("metadata", "labels") }
  var annotations: [(key: String, value: String)] { map("metadata", "annotations") }
  var uid: String { text("metadata", "uid") }
  var isBeingDeleted: Bool { at("metadata", "deletionTimestamp")?.string != nil }

  /// A point in time at the end of a path.
  func time(_ names: String...) -> VirtualTime? {
    var value = self
    for name in names {
      guard let next = value[name] else { return nil }
      value = next
    }
    return value.string.flatMap { VirtualTime(rfc3339: $0) }
  }

  /// The same value with a member at the end of a path put in, objects on the way made. nil
  /// takes the member out.
  func setting(_ path: [String], to value: JSON?) -> JSON { setting(path[...], to: value) }

  private func setting(_ path: ArraySlice<String>, to value: JSON?) -> JSON {
    guard let first = path.first else { return value ?? .null }
    var members = object ?? [:]
    if path.count == 1 {
      members[first] = value
    } else {
      if value == nil, members[first] == nil { return self }
      members[first] = (members[first] ?? .object([:])).setting(path.dropFirst(), to: value)
    }
    return .object(members)
  }
}
