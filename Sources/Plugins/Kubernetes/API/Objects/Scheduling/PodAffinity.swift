/// Which pods a pod must, or would rather, be near to (or far from).
public struct PodAffinity: FieldRecord, Hashable {
  public static var goType: String { "v1.PodAffinity" }

  public var requiredDuringSchedulingIgnoredDuringExecution: [PodAffinityTerm] = []
  public var preferredDuringSchedulingIgnoredDuringExecution: [WeightedPodAffinityTerm] = []

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field(
      "requiredDuringSchedulingIgnoredDuringExecution",
      &requiredDuringSchedulingIgnoredDuringExecution)
    try fields.field(
      "preferredDuringSchedulingIgnoredDuringExecution",
      &preferredDuringSchedulingIgnoredDuringExecution)
  }
}
