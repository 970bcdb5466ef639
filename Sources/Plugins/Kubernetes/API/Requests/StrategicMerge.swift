import OrderedCollections
public import Values

/// Strategic merge patches: like merge patches, but lists whose items have an identity are
/// merged item by item.
public enum StrategicMerge {
  /// The member that identifies an item of the list with this name; nil for lists that are
  /// replaced whole. `ports` are a container's or, by `port`, a Service's.
  static func key(of list: String, items: [JSON]) -> String? {
    switch list {
    case "containers", "initContainers", "ephemeralContainers", "env", "volumes",
      "imagePullSecrets", "secrets", "schedulingGates":
      return "name"
    case "ports": return items.contains { $0["containerPort"] != nil } ? "containerPort" : "port"
    case "volumeMounts": return "mountPath"
    case "volumeDevices": return "devicePath"
    case "conditions", "addresses": return "type"
    case "ownerReferences": return "uid"
    case "hostAliases", "podIPs", "hostIPs": return "ip"
    case "topologySpreadConstraints": return "topologyKey"
    default: return nil
    }
  }

  /// The value after the patch. Directives (`$patch`, `$setElementOrder/…`,
  /// `$deleteFromPrimitiveList/…`, `$retainKeys`) are obeyed.
  public static func apply(_ patch: JSON, to value: JSON) -> JSON {
    guard case .object(let changes) = patch else { return patch }
    var members: OrderedMembers
    if case .object(let present) = value { members = present } else { members = [:] }
    if changes["$patch"] == "replace" {
      var replacement = changes
      replacement["$patch"] = nil
      return .object(replacement)
    }
    if changes["$patch"] == "delete" { return .object([:]) }
    if let kept = changes["$retainKeys"]?.array {
      for name in members.keys where !kept.contains(.string(name)) { members[name] = nil }
    }
    for (name, change) in changes {
      if name == "$retainKeys" || name == "$patch" || name.hasPrefix("$setElementOrder/") {
        continue
      }
      if name.hasPrefix("$deleteFromPrimitiveList/") {
        let list = String(name.dropFirst("$deleteFromPrimitiveList/".count))
        let gone = change.array ?? []
        if let items = members[list]?.array {
          members[list] = .array(items.filter { !gone.contains($0) })
        }
        continue
      }
      switch change {
      case .null: members[name] = nil
      case .object: members[name] = apply(change, to: members[name] ?? .null)
      case .array(let items):
        let order = changes["$setElementOrder/" + name]?.array
        members[name] = merged(
          name, items, into: members[name]?.array, order: order)
      default: members[name] = change
      }
    }
    // An order can be given for a list of which nothing else changes.
    for (name, order) in changes where name.hasPrefix("$setElementOrder/") {
      let list = String(name.dropFirst("$setElementOrder/".count))
      if changes[list] == nil, let items = members[list]?.array, let wanted = order.array {
        members[list] = .array(ordered(items, by: wanted, key: key(of: list, items: items)))
      }
    }
    return .object(members)
  }

  static func merged(
    _ name: String, _ changes: [JSON], into present: [JSON]?, order: [JSON]?
  ) -> JSON {
    if name == "finalizers" {
      var items = present ?? []
      for change in changes where !items.contains(change) { items.append(change) }
      return .array(order.map { ordered(items, by: $0, key: nil) } ?? items)
    }
    let all = (present ?? []) + changes
    guard let key = key(of: name, items: all) else { return .array(changes) }
    if changes.contains(where: { $0["$patch"] == "replace" }) {
      return .array(changes.filter { $0["$patch"] != "replace" })
    }
    var items = present ?? []
    for change in changes {
      let place = items.firstIndex { $0[key] == change[key] && $0[key] != nil }
      if change["$patch"] == "delete" {
        if let place { items.remove(at: place) }
      } else if let place {
        items[place] = apply(change, to: items[place])
      } else {
        // What is new is cleaned of directives and of members that are to be removed.
        items.append(apply(change, to: .object([:])))
      }
    }
    return .array(order.map { ordered(items, by: $0, key: key) } ?? items)
  }

  /// The items in the wanted order; those that are not named in it keep their places after.
  static func ordered(_ items: [JSON], by order: [JSON], key: String?) -> [JSON] {
    var rest = items
    var result: [JSON] = []
    for wanted in order {
      let place = rest.firstIndex {
        if let key { return $0[key] == wanted[key] }
        return $0 == wanted
      }
      if let place { result.append(rest.remove(at: place)) }
    }
    return result + rest
  }
}
