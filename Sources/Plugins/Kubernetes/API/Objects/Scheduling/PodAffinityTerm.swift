/// A group of pods to be near to or far from.
public struct PodAffinityTerm: FieldRecord, Hashable {
  public static var goType: String { "v1.PodAffinityTerm" }

  /// Which pods are meant; nil is none of them.
  public var labelSelector: LabelSelector?
  /// Where they are; empty for the pod's own namespace.
  public var namespaces: [String] = []
  /// The label of nodes whose equal values make a neighbourhood: `kubernetes.io/hostname`.
  public var topologyKey: String = ""
  /// An empty one means all namespaces. Any other is not acted on.
  public var namespaceSelector: LabelSelector?
  /// Not acted on.
  public var matchLabelKeys: [String] = []
  /// Not acted on.
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
