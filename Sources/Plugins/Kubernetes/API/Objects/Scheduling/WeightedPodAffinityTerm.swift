/// A pod affinity term with its weight.
public struct WeightedPodAffinityTerm: FieldRecord, Hashable {
  public static var goType: String { "v1.WeightedPodAffinityTerm" }

  public var weight: Int32 = 0
  public var podAffinityTerm = PodAffinityTerm()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("weight", &weight)
    try fields.field("podAffinityTerm", &podAffinityTerm)
  }
}
