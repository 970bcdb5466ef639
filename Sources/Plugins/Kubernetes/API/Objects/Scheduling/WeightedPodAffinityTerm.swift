/// A pod affinity term with its weight.
public struct WeightedPodAffinityTerm: FieldRecord, Hashable {
  public static var goType: String { "v1.WeightedPodAffinityTerm" }

  /// Added to the node's score, or taken away for anti-affinity.
  public var weight: Int32 = 0
  /// Near which pods.
  public var podAffinityTerm = PodAffinityTerm()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("weight", &weight)
    try fields.field("podAffinityTerm", &podAffinityTerm)
  }
}
