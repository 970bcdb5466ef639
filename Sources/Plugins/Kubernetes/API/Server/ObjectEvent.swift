/// A change of one object, as watchers get it.
public struct ObjectEvent {
  /// What happened to the object, from the point of view of the one who watches.
  public enum Change: String, Sendable {
    case added = "ADDED"
    case modified = "MODIFIED"
    case deleted = "DELETED"
  }

  /// What happened, as the watch sees it: an object that comes to match is added.
  public let change: Change
  /// The object after the change; for a deletion its last state.
  public let object: KubernetesObject
  /// The object before the change; nil for an addition.
  public let old: KubernetesObject?
  /// The version of the store that this change made.
  public let resourceVersion: Int64

  /// A change as given.
  public init(
    _ change: Change, _ object: KubernetesObject, old: KubernetesObject? = nil,
    resourceVersion: Int64
  ) {
    self.change = change
    self.object = object
    self.old = old
    self.resourceVersion = resourceVersion
  }

  /// The same change of the store, as another change for those who watch a part of it.
  func seen(as change: Change) -> ObjectEvent {
    ObjectEvent(change, object, old: old, resourceVersion: resourceVersion)
  }
}
