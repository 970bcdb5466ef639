import KubernetesAPI

/// The kinds by the names that people type: `pods`, `pod`, `po`, `deployments.apps`, `sts`.
extension APIConnection {
  /// The kind with this name (K27).
  func resourceType(named typed: String) throws(CommandError) -> ResourceType {
    let name = typed.lowercased()
    for type in resourceTypes
    where type.plural == name || type.singular == name || type.shortNames.contains(name) {
      return type
    }
    if let point = name.firstIndex(of: ".") {
      let short = String(name[..<point])
      let rest = String(name[name.index(after: point)...])
      for type in resourceTypes
      where (type.plural == short || type.singular == short || type.shortNames.contains(short))
        && (type.group == rest || "\(type.version).\(type.group)" == rest)
      {
        return type
      }
    }
    if let known = UnsimulatedKind.all.first(where: { $0.isNamed(typed) }) {
      throw .unsimulated(known)
    }
    throw .text("the server doesn't have a resource type \(quoted(typed))")
  }

  /// The kinds of a list such as `sts,pods,all`; a category stands for all its kinds.
  func resourceTypes(named list: String) throws(CommandError) -> [ResourceType] {
    var result: [ResourceType] = []
    for part in list.split(separator: ",", omittingEmptySubsequences: false) {
      let name = String(part)
      let members = resourceTypes.filter { $0.categories.contains(name) }
      let types = members.isEmpty ? [try resourceType(named: name)] : members
      for type in types where !result.contains(type) { result.append(type) }
    }
    return result
  }

  /// The kind of a manifest; nil when the server has no such kind in that version.
  func resourceType(apiVersion: String, kind: String) -> ResourceType? {
    resourceTypes.first { $0.kind == kind && $0.apiVersion == apiVersion }
  }
}

extension CommandError {
  /// A kind that real servers have is not told to be unknown.
  static func unsimulated(_ kind: UnsimulatedKind) -> CommandError {
    .text("the kind \(kind.kind) (\(kind.qualifiedPlural)) is refused here: it is not simulated")
  }
}

extension ResourceType {
  /// `pod`, `statefulset.apps`: how messages about one object name its kind.
  var messageKind: String { group.isEmpty ? singular : "\(singular).\(group)" }

  /// `pod/web-0`, `statefulset.apps/web` (K14).
  func messageName(_ name: String) -> String { "\(messageKind)/\(name)" }
}
