import OrderedCollections
public import Simulation
import Values

extension CustomResourceDefinition {
  /// The definition of a kind that a plugin adds, accepted at a time.
  public convenience init(of type: ResourceType, acceptedAt time: VirtualTime) {
    self.init()
    metadata.name = type.qualifiedPlural
    let names = CustomResourceDefinition.names(of: type)
    var version: OrderedMembers = [:]
    let columns = CustomResourceDefinition.columns(of: type)
    if !columns.isEmpty { version["additionalPrinterColumns"] = .array(columns) }
    version["name"] = .string(type.version)
    version["schema"] = [
      "openAPIV3Schema": OpenAPISchema.object(type.schema().filter { !$0.isOfEveryObject })
    ]
    version["served"] = true
    version["storage"] = true
    var subresources: OrderedMembers = [:]
    if let scale = type.scale { subresources["scale"] = scale.json }
    if type.hasStatusSubresource { subresources["status"] = [:] }
    if !subresources.isEmpty { version["subresources"] = .object(subresources) }
    spec = [
      "conversion": ["strategy": "None"], "group": .string(type.group), "names": names,
      "scope": .string(type.isNamespaced ? "Namespaced" : "Cluster"),
      "versions": .array([.object(version)]),
    ]
    func condition(_ type: String, _ reason: String, _ message: String) -> JSON {
      [
        "lastTransitionTime": time.wholeSeconds.encode(), "message": .string(message),
        "reason": .string(reason), "status": "True", "type": .string(type),
      ]
    }
    status = [
      "acceptedNames": names,
      "conditions": .array([
        condition("NamesAccepted", "NoConflicts", "no conflicts found"),
        condition(
          "Established", "InitialNamesAccepted", "the initial names have been accepted"),
      ]),
      "storedVersions": .array([.string(type.version)]),
    ]
  }

  private static func names(of type: ResourceType) -> JSON {
    var names: OrderedMembers = [:]
    if !type.categories.isEmpty {
      names["categories"] = .array(type.categories.map { .string($0) })
    }
    names["kind"] = .string(type.kind)
    names["listKind"] = .string(type.kind + "List")
    names["plural"] = .string(type.plural)
    if !type.shortNames.isEmpty {
      names["shortNames"] = .array(type.shortNames.map { .string($0) })
    }
    names["singular"] = .string(type.singular)
    return .object(names)
  }

  /// The columns that say where their cells come from.
  private static func columns(of type: ResourceType) -> [JSON] {
    let fields = type.schema()
    return type.columns.compactMap { column -> JSON? in
      guard let path = column.path else { return nil }
      var members: OrderedMembers = [
        "jsonPath": .string(path), "name": .string(column.name),
      ]
      if column.isWide { members["priority"] = 1 }
      members["type"] = .string(OpenAPISchema.columnType(at: path, in: fields))
      return .object(members)
    }
  }
}

extension SchemaField {
  /// Whether each object has it, whatever its kind.
  fileprivate var isOfEveryObject: Bool {
    name == "apiVersion" || name == "kind" || name == "metadata"
  }
}

extension ScalePaths {
  fileprivate var json: JSON {
    var members: OrderedMembers = [:]
    if let selector { members["labelSelectorPath"] = .string(selector) }
    members["specReplicasPath"] = .string(replicas)
    members["statusReplicasPath"] = .string(statusReplicas)
    return .object(members)
  }
}
