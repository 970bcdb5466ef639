/// Which lists of the API are merged item by item, and by which member their items are known.
///
/// All other lists are replaced as a whole when they differ at all. That is why applying an
/// unchanged StatefulSet with `volumeClaimTemplates` always says `configured`: the server has
/// completed the templates, the list has no key, so the whole list differs.
enum ListKeys {
  /// How the items of a list are told apart.
  enum Merging: Equatable {
    /// The list is one value.
    case whole
    /// Items with the same member are the same item.
    case byMember(String)
    /// A set of texts.
    case asSet
  }

  /// The merging of a list, by the names of the members that lead to it.
  static func merging(of path: [String]) -> Merging {
    guard let name = path.last else { return .whole }
    let parent = path.count > 1 ? path[path.count - 2] : ""
    switch name {
    case "containers", "initContainers", "ephemeralContainers", "volumes", "imagePullSecrets",
      "env":
      return .byMember("name")
    case "volumeMounts": return .byMember("mountPath")
    case "volumeDevices": return .byMember("devicePath")
    case "hostAliases": return .byMember("ip")
    case "topologySpreadConstraints": return .byMember("topologyKey")
    case "ports":
      // A Service's ports are known by their port, a container's by the container's.
      if parent == "containers" || parent == "initContainers" { return .byMember("containerPort") }
      return parent == "spec" ? .byMember("port") : .whole
    case "conditions": return parent == "status" ? .byMember("type") : .whole
    case "ownerReferences": return .byMember("uid")
    case "finalizers": return parent == "metadata" ? .asSet : .whole
    case "secrets": return path.count == 1 ? .byMember("name") : .whole
    case "podIPs", "hostIPs": return .byMember("ip")
    default: return .whole
    }
  }

  /// Whether members that a new value does not name are taken away: only one kind of volume or
  /// of strategy can hold at a time.
  static func replacesMembers(at path: [String]) -> Bool {
    guard let name = path.last else { return false }
    if name == "strategy" { return path.count == 2 && path[0] == "spec" }
    return name == "volumes"
  }
}
