/// What of a quota is in force, and how much of it is used.
public struct ResourceQuotaStatus: FieldRecord, Hashable {
  public static var goType: String { "v1.ResourceQuotaStatus" }

  public var hard = ResourceList()
  public var used = ResourceList()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("hard", &hard)
    try fields.field("used", &used)
  }
}
