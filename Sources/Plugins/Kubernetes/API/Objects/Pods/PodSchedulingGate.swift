/// A name that keeps a pod from being scheduled.
public struct PodSchedulingGate: FieldRecord, Hashable {
  public static var goType: String { "v1.PodSchedulingGate" }

  /// Who holds the pod back; to take it away is all that frees it.
  public var name: String = ""

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("name", &name)
  }
}
