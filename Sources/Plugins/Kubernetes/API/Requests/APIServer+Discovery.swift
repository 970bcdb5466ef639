import OrderedCollections
public import Values

/// What a client may do with a kind, as discovery tells it.
public struct APIResource: Hashable, Sendable {
  /// The kind itself, with its names.
  public let type: ResourceType

  init(_ type: ResourceType) { self.type = type }

  /// The verbs in the order in which discovery lists them.
  public var verbs: [String] {
    ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"]
  }

  /// The names of the subresources: `status`, `scale`, `binding`, `eviction`.
  public var subresources: [String] {
    var names = type.hasStatusSubresource ? ["status"] : []
    if type === ResourceType.pods { names += ["binding", "eviction"] }
    if type === ResourceType.statefulSets || type === ResourceType.replicaSets
      || type === ResourceType.deployments || type.scale != nil
    {
      names.append("scale")
    }
    return names
  }
}

extension APIServer {
  /// All kinds, in the order in which they were registered.
  public var apiResources: [APIResource] { resourceTypes.map { APIResource($0) } }

  /// The `APIResourceList` of a group and version.
  public func apiResourceList(group: String, version: String) -> JSON {
    let resources = resourceTypes.filter { $0.group == group && $0.version == version }
    return [
      "kind": "APIResourceList", "apiVersion": "v1",
      "groupVersion": .string(group.isEmpty ? version : group + "/" + version),
      "resources": .array(
        resources.map { type in
          var members: OrderedMembers = [
            "name": .string(type.plural), "singularName": .string(type.singular),
            "namespaced": .bool(type.isNamespaced), "kind": .string(type.kind),
            "verbs": .array(APIResource(type).verbs.map { .string($0) }),
          ]
          if !type.shortNames.isEmpty {
            members["shortNames"] = .array(type.shortNames.map { .string($0) })
          }
          if !type.categories.isEmpty {
            members["categories"] = .array(type.categories.map { .string($0) })
          }
          return .object(members)
        }),
    ]
  }

  /// The kind that a word on the command line means: plural, singular, short name or kind, also
  /// with its group (`statefulsets.apps`, `deployments.v1.apps`). Case does not matter.
  public func resourceType(named word: String) -> ResourceType? {
    let lower = word.lowercased()
    for type in resourceTypes {
      let names = [type.plural, type.singular] + type.shortNames
      if names.contains(lower) { return type }
    }
    guard let dot = lower.firstIndex(of: ".") else { return nil }
    let name = String(lower[..<dot])
    let rest = String(lower[lower.index(after: dot)...])
    return resourceTypes.first { type in
      guard name == type.plural || name == type.singular || type.shortNames.contains(name) else {
        return false
      }
      return rest == type.group || rest == type.version + "." + type.group
    }
  }

  /// The kind with this name in this `apiVersion`, as a manifest names it.
  public func resourceType(kind: String, apiVersion: String) -> ResourceType? {
    resourceTypes.first { $0.kind == kind && $0.apiVersion == apiVersion }
  }
}
