/// The pod that a controller makes copies of.
public struct PodTemplateSpec: FieldRecord, Hashable {
  public static var goType: String { "v1.PodTemplateSpec" }

  /// Labels and annotations that each pod gets, and finalizers unless a Job makes it. Its name is
  /// not used.
  public var metadata = ObjectMeta()
  /// What each pod gets; defaults are filled in here, too.
  public var spec = PodSpec()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("metadata", &metadata)
    try fields.field("spec", &spec)
  }
}
