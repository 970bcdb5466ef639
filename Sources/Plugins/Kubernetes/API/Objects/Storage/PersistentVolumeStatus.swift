public import Simulation

/// What became of a volume.
public struct PersistentVolumeStatus: FieldRecord, Hashable {
  public static var goType: String { "v1.PersistentVolumeStatus" }

  /// `Pending`, `Available`, `Bound`, `Released` or `Failed`.
  public var phase: String = ""
  /// Why deleting it failed; else empty.
  public var message: String = ""
  /// Never set here.
  public var reason: String = ""
  /// When the phase changed last, in whole seconds.
  public var lastPhaseTransitionTime: VirtualTime?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("phase", &phase)
    try fields.field("message", &message)
    try fields.field("reason", &reason)
    try fields.field("lastPhaseTransitionTime", &lastPhaseTransitionTime)
  }
}
