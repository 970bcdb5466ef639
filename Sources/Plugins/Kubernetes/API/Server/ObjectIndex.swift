import Values

/// Objects by something else than their name: their owner's uid, the node of a pod.
struct ObjectIndex {
  var groups: [String: [String: KubernetesObject]] = [:]

  static func key(_ object: KubernetesObject) -> String {
    object.resourceType.qualifiedPlural + "/" + object.key
  }

  mutating func put(_ object: KubernetesObject, in group: String) {
    groups[group, default: [:]][ObjectIndex.key(object)] = object
  }

  mutating func remove(_ object: KubernetesObject, from group: String) {
    guard groups[group] != nil else { return }
    groups[group]![ObjectIndex.key(object)] = nil
    if groups[group]!.isEmpty { groups[group] = nil }
  }

  /// The objects of a group, by kind, namespace and name.
  func list(_ group: String) -> [KubernetesObject] {
    guard let members = groups[group] else { return [] }
    return members.keys.sorted { $0.precedesByBytes($1) }.compactMap { members[$0] }
  }
}
