/// The hooks around a container's life.
public struct Lifecycle: FieldRecord, Hashable {
  public static var goType: String { "v1.Lifecycle" }

  public var postStart: LifecycleHandler?
  public var preStop: LifecycleHandler?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("postStart", &postStart)
    try fields.field("preStop", &preStop)
  }
}
