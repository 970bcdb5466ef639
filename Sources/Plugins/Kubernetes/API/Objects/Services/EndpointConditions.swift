/// Whether an endpoint can be used.
public struct EndpointConditions: FieldRecord, Hashable {
  public static var goType: String { "v1.EndpointConditions" }

  /// Ready and not being deleted, or published in any case.
  public var ready: Bool?
  /// Ready, also while it is being deleted.
  public var serving: Bool?
  /// Whether it is being deleted (E6). Who serves and terminates gets connections only when nobody
  /// is ready.
  public var terminating: Bool?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("ready", &ready)
    try fields.field("serving", &serving)
    try fields.field("terminating", &terminating)
  }
}
