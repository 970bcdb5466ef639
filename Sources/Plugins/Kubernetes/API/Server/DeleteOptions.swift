/// How an object is to be deleted.
public struct DeleteOptions {
  /// What becomes of the objects that it owns.
  public enum Propagation: String, Sendable {
    case background = "Background"
    case foreground = "Foreground"
    case orphan = "Orphan"
  }

  /// Seconds that a pod has to end by itself; nil for the pod's own, 0 removes it at once.
  public var gracePeriodSeconds: Int64?
  /// nil for the kind's default, which is in the background.
  public var propagation: Propagation?
  /// Refuse with a conflict when the object's uid is another.
  public var uid: String?
  /// Refuse with a conflict when the object's version is another.
  public var resourceVersion: String?
  /// Say what would happen, and do nothing.
  public var isDryRun = false

  /// By default with the pod's own grace, in the background, whatever its version.
  public init(
    gracePeriodSeconds: Int64? = nil, propagation: Propagation? = nil, uid: String? = nil,
    resourceVersion: String? = nil, isDryRun: Bool = false
  ) {
    self.gracePeriodSeconds = gracePeriodSeconds
    self.propagation = propagation
    self.uid = uid
    self.resourceVersion = resourceVersion
    self.isDryRun = isDryRun
  }
}
