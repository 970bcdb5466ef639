/// What of a quota is in force, and how much of it is used.
public struct ResourceQuotaStatus: FieldRecord, Hashable {
  public static var goType: String { "v1.ResourceQuotaStatus" }

  /// The limits that were last counted for.
  public var hard = ResourceList()
  /// What the namespace has of them.
  public var used = ResourceList()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("hard", &hard)
    try fields.field("used", &used)
  }
}
