/// Who holds a lease and since when. Durations are in seconds.
public struct LeaseSpec: FieldRecord, Hashable {
  public static var goType: String { "v1.LeaseSpec" }

  public var holderIdentity: String?
  public var leaseDurationSeconds: Int32?
  public var acquireTime: MicroTime?
  public var renewTime: MicroTime?
  public var leaseTransitions: Int32?
  /// Fields that are valid, kept and printed back, and have no effect here.
  public var kept = KeptFields()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("holderIdentity", &holderIdentity)
    try fields.field("leaseDurationSeconds", &leaseDurationSeconds)
    try fields.field("acquireTime", &acquireTime)
    try fields.field("renewTime", &renewTime)
    try fields.field("leaseTransitions", &leaseTransitions)
    fields.keep(["strategy", "preferredHolder"], in: &kept)
  }
}
