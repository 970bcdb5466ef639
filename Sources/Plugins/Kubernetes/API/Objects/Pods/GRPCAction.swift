/// A gRPC health check.
public struct GRPCAction: FieldRecord, Hashable {
  public static var goType: String { "v1.GRPCAction" }

  public var port: Int32 = 0
  public var service: String?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("port", &port)
    try fields.field("service", &service)
  }
}
