/// Which objects are meant, by kind, place, name, labels and fields. Empty parts say nothing.
///
/// A watch that names an object, or the node of pods, costs nothing when other objects change.
public struct ObjectSelection {
  /// The kind; one selection is about one kind only.
  public var type: ResourceType
  /// nil for all namespaces.
  public var namespace: String?
  /// nil for all names.
  public var name: String?
  /// For pods: those that are bound to this node.
  public var nodeName: String?
  /// Demands on labels; an empty one is met by all.
  public var labels: Selector
  /// Demands on fields; an empty one is met by all.
  public var fields: FieldSelector

  /// By default all objects of the kind.
  public init(
    _ type: ResourceType, namespace: String? = nil, name: String? = nil,
    nodeName: String? = nil, labels: Selector = Selector(),
    fields: FieldSelector = FieldSelector()
  ) {
    self.type = type
    self.namespace = namespace
    self.name = name
    self.nodeName = nodeName
    self.labels = labels
    self.fields = fields
  }

  /// Whether all objects of the kind are meant.
  var isWholeKind: Bool {
    namespace == nil && name == nil && nodeName == nil && labels.isEmpty
      && fields.requirements.isEmpty
  }

  /// Whether the object is one of those that are meant.
  public func contains(_ object: KubernetesObject) -> Bool {
    guard object.resourceType === type else { return false }
    if let namespace, object.metadata.namespace != namespace { return false }
    if let name, object.metadata.name != name { return false }
    if let nodeName {
      guard let pod = object as? Pod, pod.spec.nodeName == nodeName else { return false }
    }
    return labels.matches(object.metadata.labels) && fields.matches(object)
  }
}
