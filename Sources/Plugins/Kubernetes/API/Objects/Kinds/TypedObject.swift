/// A final class of objects that the typed doors of the server can look up by class.
public protocol TypedObject: KubernetesObject {
  /// The kind of which the objects of this class are; one class for each.
  static var resource: ResourceType { get }
}
