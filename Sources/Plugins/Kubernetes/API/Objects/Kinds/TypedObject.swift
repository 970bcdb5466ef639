/// A final class of objects that the typed doors of the server can look up by class.
public protocol TypedObject: KubernetesObject {
  static var resource: ResourceType { get }
}
