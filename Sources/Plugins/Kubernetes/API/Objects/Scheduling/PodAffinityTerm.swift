/// A group of pods to be near to or far from.
public struct PodAffinityTerm: FieldRecord, Hashable {
  public static var goType: String { "v1.PodAffinityTerm" }

  public var labelSelector: LabelSelector?
  public var namespaces: [String] = []
  public var topologyKey: String = ""
  public var namespaceSelector: LabelSelector?
  public var matchLabelKeys: [String] = []
  public var mismatchLabelKeys: [String] = []

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("labelSelector", &labelSelector)
    try fields.field("namespaces", &namespaces)
    try fields.always("topologyKey", &topologyKey)
    try fields.field("namespaceSelector", &namespaceSelector)
    try fields.field("matchLabelKeys", &matchLabelKeys)
    try fields.field("mismatchLabelKeys", &mismatchLabelKeys)
  }
}
