/// Which pods a pod must, or would rather, be near to (or far from).
public struct PodAffinity: FieldRecord, Hashable {
  public static var goType: String { "v1.PodAffinity" }

  /// All have to hold when the pod is scheduled; later changes move nothing.
  public var requiredDuringSchedulingIgnoredDuringExecution: [PodAffinityTerm] = []
  /// Wishes: the weights of those that hold are added up, or taken away for anti-affinity.
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
