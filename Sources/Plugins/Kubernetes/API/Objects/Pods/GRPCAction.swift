/// A gRPC health check.
public struct GRPCAction: FieldRecord, Hashable {
  public static var goType: String { "v1.GRPCAction" }

  /// 1 to 65535.
  public var port: Int32 = 0
  /// Not acted on: gRPC probes are accepted and always fail here.
  public var service: String?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("port", &port)
    try fields.field("service", &service)
  }
}
