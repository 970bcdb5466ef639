import OrderedCollections
import Values

/// The patch that makes the object on the server what a manifest asks for, and takes away what
/// the manifest asked for before and does not ask for now. What others set stays.
struct ThreeWayPatch {
  /// What was applied the last time.
  let original: JSON
  /// What is asked for now.
  let modified: JSON
  /// What the server has.
  let current: JSON

  /// The strategic merge patch; `{}` when there is nothing to do.
  var patch: JSON {
    .object(
      members(
        original.object ?? [:], modified.object ?? [:], current.object ?? [:], path: []))
  }

  private func members(
    _ original: OrderedMembers, _ modified: OrderedMembers, _ current: OrderedMembers,
    path: [String]
  ) -> OrderedMembers {
    var patch: OrderedMembers = [:]
    for (name, wanted) in modified {
      let inner = path + [name]
      if wanted.isNull {
        // A null asks for nothing; it takes away what is there.
        if let present = current[name], !present.isNull { patch[name] = .null }
        continue
      }
      guard let present = current[name], !present.isNull else {
        patch[name] = wanted
        continue
      }
      if let change = change(original[name] ?? .null, wanted, present, path: inner) {
        patch[name] = change
      }
    }
    for (name, old) in original
    where modified[name] == nil && !old.isNull && current[name] != nil {
      patch[name] = .null
    }
    if !patch.isEmpty, ListKeys.replacesMembers(at: path) {
      for name in current.keys where modified[name] == nil { patch[name] = .null }
    }
    return patch
  }

  private func change(
    _ original: JSON, _ wanted: JSON, _ present: JSON, path: [String]
  ) -> JSON? {
    switch (wanted, present) {
    case (.object(let new), .object(let now)):
      let inner = members(original.object ?? [:], new, now, path: path)
      return inner.isEmpty ? nil : .object(inner)
    case (.array(let new), .array(let now)):
      return list(original.array ?? [], new, now, path: path)
    default:
      return ThreeWayPatch.isSame(wanted, present) ? nil : wanted
    }
  }

  private func list(
    _ original: [JSON], _ wanted: [JSON], _ present: [JSON], path: [String]
  ) -> JSON? {
    switch ListKeys.merging(of: path) {
    case .whole:
      return ThreeWayPatch.isSame(.array(wanted), .array(present)) ? nil : .array(wanted)
    case .asSet:
      let missing = wanted.filter { !present.contains($0) }
      return missing.isEmpty ? nil : .array(missing)
    case .byMember(let key):
      return keyedList(original, wanted, present, key: key, path: path)
    }
  }

  private func keyedList(
    _ original: [JSON], _ wanted: [JSON], _ present: [JSON], key: String, path: [String]
  ) -> JSON? {
    var changes: [JSON] = []
    for item in wanted {
      guard let identity = item[key] else {
        // Items without their key cannot be told apart: the list is sent as a whole.
        return ThreeWayPatch.isSame(.array(wanted), .array(present)) ? nil : .array(wanted)
      }
      guard let same = present.first(where: { $0[key] == identity }) else {
        changes.append(item)
        continue
      }
      let before = original.first { $0[key] == identity }
      var inner = members(
        before?.object ?? [:], item.object ?? [:], same.object ?? [:], path: path)
      if !inner.isEmpty {
        inner[key] = identity
        changes.append(.object(inner))
      }
    }
    for item in original {
      guard let identity = item[key], !wanted.contains(where: { $0[key] == identity }),
        present.contains(where: { $0[key] == identity })
      else { continue }
      changes.append(.object([key: identity, "$patch": "delete"]))
    }
    return changes.isEmpty ? nil : .array(changes)
  }

  /// Whether two values say the same, the order of members aside.
  static func isSame(_ left: JSON, _ right: JSON) -> Bool {
    switch (left, right) {
    case (.integer(let whole), .number(let number)), (.number(let number), .integer(let whole)):
      return Double(whole) == number
    case (.object(let one), .object(let other)):
      guard one.count == other.count else { return false }
      for (name, value) in one {
        guard let match = other[name], isSame(value, match) else { return false }
      }
      return true
    case (.array(let one), .array(let other)):
      guard one.count == other.count else { return false }
      for (item, match) in zip(one, other) where !isSame(item, match) { return false }
      return true
    default: return left == right
    }
  }
}
