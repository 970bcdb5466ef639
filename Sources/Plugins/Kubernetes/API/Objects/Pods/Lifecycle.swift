/// The hooks around a container's life.
public struct Lifecycle: FieldRecord, Hashable {
  public static var goType: String { "v1.Lifecycle" }

  /// Runs beside the main process; when it fails the container is ended.
  public var postStart: LifecycleHandler?
  /// Runs before the stop signal, within the grace period (N6, E6).
  public var preStop: LifecycleHandler?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("postStart", &postStart)
    try fields.field("preStop", &preStop)
  }
}
