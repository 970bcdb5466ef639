/// Who holds a lease and since when. Durations are in seconds.
public struct LeaseSpec: FieldRecord, Hashable {
  public static var goType: String { "v1.LeaseSpec" }

  /// The name of the node.
  public var holderIdentity: String?
  /// In seconds, always 40. Not acted on: the grace of the node controller counts (N9).
  public var leaseDurationSeconds: Int32?
  /// When the holder got it. Never set here, and not acted on.
  public var acquireTime: MicroTime?
  /// The last sign of life; renewed every ten seconds (N9).
  public var renewTime: MicroTime?
  /// How often the holder changed. Never set here, and not acted on.
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
