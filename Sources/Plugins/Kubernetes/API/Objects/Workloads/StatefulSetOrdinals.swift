/// The numbers of a StatefulSet's pods.
public struct StatefulSetOrdinals: FieldRecord, Hashable {
  public static var goType: String { "v1.StatefulSetOrdinals" }

  /// The ordinal of the first pod; 0 by default (S20).
  public var start: Int32 = 0

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("start", &start)
  }
}
