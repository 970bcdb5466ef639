/// A directory that lives and dies with the pod.
public struct EmptyDirVolumeSource: FieldRecord, Hashable {
  public static var goType: String { "v1.EmptyDirVolumeSource" }

  public var medium: String = ""
  public var sizeLimit: Quantity?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("medium", &medium)
    try fields.field("sizeLimit", &sizeLimit)
  }
}
