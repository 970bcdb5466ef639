/// A container that has not started yet, or not again.
public struct ContainerStateWaiting: FieldRecord, Hashable {
  public static var goType: String { "v1.ContainerStateWaiting" }

  public var reason: String = ""
  public var message: String = ""

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("reason", &reason)
    try fields.field("message", &message)
  }
}
