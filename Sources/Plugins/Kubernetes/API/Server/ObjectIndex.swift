import Values

/// Which objects belong to something else than their name: to their owner, by its uid, to the
/// node of a pod.
///
/// It holds identities and not objects, so a write that moves an object nowhere costs nothing.
struct ObjectIndex {
  /// An object, whichever state of it is stored.
  struct Member: Hashable {
    var type: ResourceType
    var namespace: String
    var name: String

    init(_ object: KubernetesObject) {
      type = object.resourceType
      namespace = object.metadata.namespace
      name = object.metadata.name
    }

    func hash(into hasher: inout Hasher) { hasher.combine(name) }

    /// What it is listed by: kind, namespace and name.
    var key: String {
      type.qualifiedPlural + "/" + (namespace.isEmpty ? name : namespace + "/" + name)
    }
  }

  private var groups: [String: Set<Member>] = [:]

  mutating func put(_ object: KubernetesObject, in group: String) {
    groups[group, default: []].insert(Member(object))
  }

  mutating func remove(_ object: KubernetesObject, from group: String) {
    guard groups[group] != nil else { return }
    groups[group]!.remove(Member(object))
    if groups[group]!.isEmpty { groups[group] = nil }
  }

  /// The members of a group, by kind, namespace and name.
  func list(_ group: String) -> [Member] {
    guard let members = groups[group] else { return [] }
    let keyed = members.map { (key: $0.key, member: $0) }
    return keyed.sorted { $0.key.precedesByBytes($1.key) }.map { $0.member }
  }
}
