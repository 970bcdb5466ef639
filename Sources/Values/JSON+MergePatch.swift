import OrderedCollections

extension JSON {
  /// This value after a merge patch (RFC 7386): members of the patch replace those of the
  /// target, null removes one, objects are merged, everything else is replaced whole.
  public func merged(with patch: JSON) -> JSON {
    guard case .object(let changes) = patch else { return patch }
    var members: OrderedMembers
    if case .object(let present) = self { members = present } else { members = [:] }
    for (name, change) in changes {
      if change.isNull {
        members[name] = nil
      } else {
        members[name] = (members[name] ?? .null).merged(with: change)
      }
    }
    return .object(members)
  }

  /// The merge patch that makes `target` of this value; an empty object when they are equal but
  /// for the order of members. Null members of `target` cannot be expressed and are removed.
  public func mergePatch(to target: JSON) -> JSON {
    guard case .object(let before) = self, case .object(let after) = target else { return target }
    var patch: OrderedMembers = [:]
    for (name, _) in before where after[name] == nil { patch[name] = .null }
    for (name, value) in after {
      guard let old = before[name] else {
        patch[name] = value
        continue
      }
      if case .object = old, case .object = value {
        let inner = old.mergePatch(to: value)
        if inner != .object([:]) { patch[name] = inner }
      } else if old.sorted != value.sorted {
        patch[name] = value
      }
    }
    return .object(patch)
  }
}
