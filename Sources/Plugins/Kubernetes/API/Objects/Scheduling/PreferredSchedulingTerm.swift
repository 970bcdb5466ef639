/// A term that makes a node better liked.
public struct PreferredSchedulingTerm: FieldRecord, Hashable {
  public static var goType: String { "v1.PreferredSchedulingTerm" }

  /// Added to the node's score when the term holds.
  public var weight: Int32 = 0
  /// What is preferred.
  public var preference = NodeSelectorTerm()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("weight", &weight)
    try fields.field("preference", &preference)
  }
}
