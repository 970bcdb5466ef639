/// How much of what a namespace may hold.
public struct ResourceQuotaSpec: FieldRecord, Hashable {
  public static var goType: String { "v1.ResourceQuotaSpec" }

  /// The most of each: `pods`, `requests.cpu`, `count/deployments.apps`.
  public var hard = ResourceList()
  /// Fields that are valid, kept and printed back, and have no effect here.
  public var kept = KeptFields()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("hard", &hard)
    fields.keep(["scopes", "scopeSelector"], in: &kept)
  }
}
