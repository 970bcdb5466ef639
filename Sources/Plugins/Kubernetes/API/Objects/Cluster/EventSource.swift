/// Who reported an event.
public struct EventSource: FieldRecord, Hashable {
  public static var goType: String { "v1.EventSource" }

  /// Its name: `kubelet`, `statefulset-controller`.
  public var component: String = ""
  /// The node that it runs on; empty for what runs on the control plane.
  public var host: String = ""

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("component", &component)
    try fields.field("host", &host)
  }
}
