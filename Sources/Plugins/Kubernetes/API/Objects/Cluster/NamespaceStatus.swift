/// Whether a namespace is in use or ending.
public struct NamespaceStatus: FieldRecord, Hashable {
  public static var goType: String { "v1.NamespaceStatus" }

  /// `Active` or `Terminating`.
  public var phase: String = ""
  /// Fields that are valid, kept and printed back, and have no effect here.
  public var kept = KeptFields()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("phase", &phase)
    fields.keep(["conditions"], in: &kept)
  }
}
